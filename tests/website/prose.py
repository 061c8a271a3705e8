# ruff: noqa: E501 - banks of words and markup read better in long lines
"""Stories written for the tests: sentences put together from banks in five languages, the same for the same number."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

BANKS: dict[str, dict[str, list[str]]] = {
    "en": {
        "place": ["Harrowgate", "Port Ellery", "Castlemoor", "Dunwick", "Saltmarsh", "Wexbury", "Tarn Valley", "Ashcombe",
                  "Quayside", "Millbrook", "Fenton", "Lower Oake", "Brackley Point", "Stonehaven Bay", "Ravensford"],
        "who": ["the harbour board", "the city council", "a group of residents", "the regional museum", "the water company",
                "the teachers' union", "the fire service", "an independent auditor", "the university hospital",
                "the railway operator", "the planning office", "a family of bakers", "the football club",
                "the county archive", "the ferry company"],
        "person": ["Maren Holt", "Idris Okafor", "Clara Whitlock", "Tomas Berg", "Aisha Rahman", "Philip Crane",
                   "Noor Haddad", "Gwen Parry", "Samuel Ito", "Beatrice Lund", "Oscar Delgado", "Freya Nilsen"],
        "thing": ["the old swing bridge", "a new tram line", "the flood wall", "the covered market", "a solar field",
                  "the night bus", "the public library", "a repair workshop", "the lighthouse", "the outdoor pool",
                  "the grain store", "the weather station", "a school kitchen", "the botanical garden", "the bus depot"],
        "time": ["on Monday", "last week", "in early spring", "after two years of delay", "shortly before noon",
                 "at the end of the quarter", "over the long weekend", "in the autumn", "late on Thursday", "this summer"],
        "reason": ["because the foundations had begun to sink", "after a storm tore off part of the roof",
                   "to save money on heating", "since nobody had applied for the contract",
                   "following a complaint from the neighbours", "because the old permit had expired",
                   "to make room for cyclists", "after a survey found traces of lead", "in order to meet a new rule",
                   "because two of the three pumps had failed"],
    },
    "de": {
        "place": ["Neustadt", "Altenberg", "Birkenau", "Hohenfeld", "Seeheim", "Lindenau", "Moorbach", "Steinfurt",
                  "Grünwalde", "Rosenthal", "Falkensee", "Uferndorf"],
        "who": ["der Stadtrat", "die Feuerwehr", "eine Bürgerinitiative", "das Heimatmuseum", "der Wasserverband",
                "die Verkehrsgesellschaft", "das Klinikum", "die Hochschule", "der Sportverein", "das Bauamt"],
        "person": ["Jürgen Möller", "Käthe Brößel", "Anneliese Vogt", "Rüdiger Groß", "Sönke Hübner", "Ulrike Jäger",
                   "Björn Strauß", "Gözde Yılmaz"],
        "thing": ["die alte Drehbrücke", "die neue Straßenbahn", "das Freibad", "die Stadtbücherei", "das Wasserwerk",
                  "die Schulküche", "der Güterbahnhof", "das Gewächshaus", "die Müllabfuhr", "der Wochenmarkt"],
        "time": ["am Montag", "in der vergangenen Woche", "kurz vor Weihnachten", "nach zwei Jahren Verzögerung",
                 "am späten Abend", "im Frühjahr", "zum Quartalsende", "über die Feiertage"],
        "reason": ["weil die Fundamente nachgaben", "nachdem ein Sturm das Dach beschädigt hatte",
                   "um Heizkosten zu sparen", "weil sich niemand beworben hatte", "nach Beschwerden aus der Nachbarschaft",
                   "da die Genehmigung abgelaufen war", "um Platz für Radwege zu schaffen", "weil zwei Pumpen ausfielen"],
    },
    "fr": {
        "place": ["Villeneuve", "Saint-Aubin", "Montclair", "Port-Blanc", "Beaulieu", "Roquefeuil", "Lambézec",
                  "Châtelard", "Bois-le-Comte", "Érigny"],
        "who": ["la mairie", "le conseil régional", "une association d'habitants", "le musée municipal",
                "la régie des eaux", "les pompiers", "l'hôpital universitaire", "le club de football", "l'école d'ingénieurs"],
        "person": ["Hélène Garnier", "Loïc Le Goff", "Aïcha Benali", "François Dupré", "Maëlle Kervadec", "Noël Bérard",
                   "Zoé Lefèvre"],
        "thing": ["le vieux pont tournant", "la nouvelle ligne de tramway", "la piscine découverte",
                  "la bibliothèque municipale", "le marché couvert", "le phare", "la cantine scolaire",
                  "le jardin botanique", "la gare routière", "le moulin à marée"],
        "time": ["lundi", "la semaine dernière", "au début du printemps", "après deux ans de retard", "peu avant midi",
                 "en fin de trimestre", "pendant les fêtes", "jeudi soir"],
        "reason": ["car les fondations s'affaissaient", "après une tempête qui a emporté le toit",
                   "pour réduire la facture de chauffage", "faute de candidats", "à la suite de plaintes du voisinage",
                   "parce que le permis avait expiré", "afin de laisser la place aux vélos"],
    },
    "es": {
        "place": ["Villanueva", "Puerto Claro", "Montalbán", "San Isidro", "Peñaflor", "Los Olmos", "Aldea Vieja",
                  "Fuente Grande", "Castro Marín"],
        "who": ["el ayuntamiento", "la diputación", "un grupo de vecinos", "el museo local", "la compañía de aguas",
                "los bomberos", "el hospital universitario", "el club de remo", "la escuela de oficios"],
        "person": ["Íñigo Muñoz", "Lucía Peña", "Andrés Ibáñez", "María José Núñez", "Begoña Güell", "Raúl Cañete"],
        "thing": ["el viejo puente giratorio", "la nueva línea de tranvía", "la piscina al aire libre",
                  "la biblioteca pública", "el mercado cubierto", "el faro", "el comedor escolar",
                  "el jardín botánico", "la estación de autobuses"],
        "time": ["el lunes", "la semana pasada", "a principios de la primavera", "tras dos años de retraso",
                 "poco antes del mediodía", "al cierre del trimestre", "durante las fiestas"],
        "reason": ["porque los cimientos cedían", "después de que un temporal arrancara el tejado",
                   "para ahorrar en calefacción", "porque nadie se presentó al concurso",
                   "a raíz de las quejas de los vecinos", "porque el permiso había caducado"],
    },
    "ru": {
        "place": ["Озёрск", "Новый Порт", "Берёзовка", "Каменка", "Заречье", "Сосновый Бор", "Верхний Луг"],
        "who": ["городской совет", "пожарная служба", "группа жителей", "краеведческий музей", "водоканал",
                "областная больница", "спортивный клуб"],
        "person": ["Анна Крылова", "Пётр Соловьёв", "Марина Белова", "Игорь Дёмин", "Ольга Щукина"],
        "thing": ["старый разводной мост", "новую трамвайную линию", "открытый бассейн", "городскую библиотеку",
                  "крытый рынок", "маяк", "школьную столовую", "ботанический сад"],
        "time": ["в понедельник", "на прошлой неделе", "в начале весны", "после двух лет задержки", "незадолго до полудня",
                 "в конце квартала"],
        "reason": ["потому что фундамент начал оседать", "после того как буря сорвала крышу",
                   "чтобы сэкономить на отоплении", "из-за жалоб соседей", "так как срок разрешения истёк"],
    },
}  # fmt: skip

PATTERNS: dict[str, list[str]] = {
    "en": [
        "{Who} reopened {thing} in {place} {time}, {n} days later than first announced.",
        "{person}, who has led the works since {year}, called the result a relief for the whole of {place}.",
        "“We counted every screw twice,” {person} said, standing beside {thing}.",
        "The bill came to £{n},400, of which {who} paid roughly a third.",
        "Work had stopped {time} {reason}.",
        "In {place}, where {n} households share a single well, the news spread within an hour.",
        "{Who} had refused to sign the papers {reason}.",
        "Nobody was hurt, although {n} visitors had to leave through the cellar.",
        "Dr. {person} measured {n}.5 millimetres of movement between March and June {year}.",
        "Plans for {thing} date back to {year}, when {place} still had a railway of its own.",
        "Three of the {n} volunteers will stay on {time} to train the next group.",
        "{person} disagrees: {who} should have asked the people of {place} first.",
        "The contract names {n} conditions, and {who} has met all but two of them.",
        "Tickets cost £{d}.20, children under {d} pay nothing, and dogs travel in the last carriage.",
        "What happens to {thing} after {year} is for the next council to decide.",
        "Rain held up the cranes {time}, and the crew played cards in a bus parked near {place}.",
        "An inspection in {place} found {n} loose bolts, {d} of them in plain sight.",
        "{Who} now wants to lend {thing} to {place} for a single season.",
        "Until then the {n} bus runs every {d} minutes between {place} and the coast.",
        "“It smells of tar and fresh bread,” said {person}, who walks past {thing} every morning.",
    ],
    "de": [
        "{Who} hat {time} in {place} gezeigt, wie es mit dem Umbau weitergeht.",
        "{person} leitet die Arbeiten seit {year} und sprach von einer Erleichterung für ganz {place}.",
        "„Wir haben jede Schraube zweimal gezählt“, sagte {person} vor der Baustelle.",
        "Die Rechnung beläuft sich auf {n}.400 Euro, ein Drittel davon trägt das Land.",
        "Die Arbeiten ruhten {time}, {reason}.",
        "In {place} teilen sich {n} Haushalte einen einzigen Brunnen.",
        "Verletzt wurde niemand, obwohl {n} Besucher durch den Keller flüchten mussten.",
        "Dr. {person} hat zwischen März und Juni {year} eine Bewegung von {d},5 Millimetern gemessen.",
        "Die Pläne stammen aus dem Jahr {year}, als {place} noch einen eigenen Bahnhof besaß.",
        "Drei der {n} Freiwilligen bleiben, um die nächste Gruppe anzulernen.",
        "{person} widerspricht: Man hätte die Menschen in {place} zuerst fragen müssen.",
        "Der Vertrag nennt {n} Bedingungen, bis auf zwei sind alle erfüllt.",
        "Eine Fahrkarte kostet {d},20 Euro, Kinder unter {d} Jahren fahren kostenlos mit.",
        "Der Regen hielt die Kräne auf, die Mannschaft spielte unterdessen in {place} Karten.",
        "Bei einer Prüfung in {place} fielen {n} lockere Bolzen auf, {d} davon auf den ersten Blick.",
        "Bis dahin verkehrt der Bus alle {d} Minuten zwischen {place} und der Küste.",
    ],
    "fr": [
        "{Who} a présenté {time} à {place} la suite du chantier.",
        "{person}, qui dirige les travaux depuis {year}, parle d'un soulagement pour tout {place}.",
        "« Nous avons compté chaque vis deux fois », raconte {person} devant le chantier.",
        "La facture s'élève à {n} 400 euros, dont un tiers est payé par l'État.",
        "Les travaux étaient arrêtés {time}, {reason}.",
        "À {place}, {n} foyers se partagent un seul puits.",
        "Personne n'a été blessé, même si {n} visiteurs ont dû sortir par la cave.",
        "Entre mars et juin {year}, {person} a mesuré un déplacement de {d},5 millimètres.",
        "Les plans datent de {year}, quand {place} avait encore sa propre gare.",
        "Trois des {n} bénévoles resteront pour former le prochain groupe.",
        "{person} n'est pas d'accord : il fallait d'abord interroger les habitants de {place}.",
        "Le contrat énumère {n} conditions, et toutes sauf deux sont remplies.",
        "Le billet coûte {d},20 euros et les enfants de moins de {d} ans ne paient rien.",
        "La pluie a retardé les grues, et l'équipe a joué aux cartes près de {place}.",
        "Une inspection à {place} a révélé {n} boulons desserrés, dont {d} bien visibles.",
        "D'ici là, le bus circule toutes les {d} minutes entre {place} et la côte.",
    ],
    "es": [
        "{Who} presentó {time} en {place} la continuación de las obras.",
        "{person}, que dirige los trabajos desde {year}, habla de un alivio para todo {place}.",
        "«Contamos cada tornillo dos veces», dijo {person} delante de la obra.",
        "La factura asciende a {n}.400 euros, de los que el Estado paga un tercio.",
        "Los trabajos estaban parados {time} {reason}.",
        "En {place}, {n} hogares comparten un solo pozo.",
        "Nadie resultó herido, aunque {n} visitantes tuvieron que salir por el sótano.",
        "Entre marzo y junio de {year}, {person} midió un desplazamiento de {d},5 milímetros.",
        "Los planos son de {year}, cuando {place} aún tenía estación propia.",
        "Tres de los {n} voluntarios se quedarán para formar al próximo grupo.",
        "{person} discrepa: había que preguntar primero a los vecinos de {place}.",
        "El contrato enumera {n} condiciones, y se cumplen todas menos dos.",
        "El billete cuesta {d},20 euros y los menores de {d} años no pagan nada.",
        "La lluvia retrasó las grúas y la cuadrilla jugó a las cartas cerca de {place}.",
        "Una inspección en {place} encontró {n} pernos sueltos, {d} de ellos a simple vista.",
    ],
    "ru": [
        "{Who} {time} показал, как будет продолжена стройка в городе {place}.",
        "{person} руководит работами с {year} года и говорит об облегчении для всех жителей.",
        "«Мы дважды пересчитали каждый винт», — рассказывает {person}.",
        "Смета составила {n} 400 рублей, треть из них оплатил бюджет.",
        "Работы стояли {time}, {reason}.",
        "В городе {place} {n} семей пользуются одним колодцем.",
        "Никто не пострадал, хотя {n} посетителей вышли через подвал.",
        "Чертежи относятся к {year} году, когда в городе {place} была своя станция.",
        "Трое из {n} добровольцев останутся обучать следующую группу.",
        "Договор называет {n} условий, и почти все они выполнены.",
        "Билет стоит {d} рублей, дети до {d} лет ездят бесплатно.",
        "Проверка в городе {place} нашла {n} ослабленных болтов.",
    ],
}

HEADLINES: dict[str, list[str]] = {
    "en": ["{place} gets back {thing}", "Why {who} gave up on {thing}", "{n} days without {thing}: {place} counts the cost",
           "{person} and the quiet return of {thing}", "How {place} paid for {thing}"],
    "de": ["{place} streitet über {thing}", "{n} Tage Stillstand: {place} zieht Bilanz", "Was {person} in {place} vorhat"],
    "fr": ["{place} retrouve son calme après {n} jours", "{person} défend {thing}", "À {place}, {n} voix pour {thing}"],
    "es": ["{place} recupera {thing}", "{person} defiende {thing}", "{n} días sin {thing} en {place}"],
    "ru": ["{place}: как город вернул {thing}", "{person} о том, что ждёт {thing}", "{n} дней ожидания: {place} подводит итоги"],
}  # fmt: skip


@dataclass(frozen=True)
class Story:
    """What a page truly says: the paragraphs are lists of sentences."""

    number: int
    language: str
    title: str
    author: str
    published_at: datetime
    paragraphs: tuple[tuple[str, ...], ...]


def story(number: int, language: str, *, paragraphs: int = 6, salt: str = "") -> Story:
    """The story of this number: another number shares hardly a sentence with it."""
    random_ = random.Random(f"{number} {language} {salt}")
    said: set[str] = set()
    text: list[tuple[str, ...]] = []
    deck = list(PATTERNS[language])
    random_.shuffle(deck)
    for _ in range(paragraphs):
        sentences: list[str] = []
        for _ in range(random_.randint(2, 4)):
            if not deck:
                deck = list(PATTERNS[language])
                random_.shuffle(deck)
            sentence = _fill(deck.pop(), language, random_)
            if sentence not in said:
                sentences.append(sentence)
                said.add(sentence)
        text.append(tuple(sentences))
    title = _fill(random_.choice(HEADLINES[language]), language, random_)
    published = datetime(2023, 1, 5, 6, 0, tzinfo=UTC) + timedelta(hours=37 * number, minutes=7 * number % 60)
    return Story(number, language, title, random_.choice(BANKS[language]["person"]), published, tuple(text))


def _fill(pattern: str, language: str, random_: random.Random) -> str:
    bank = BANKS[language]
    words = {name: random_.choice(choices) for name, choices in bank.items()}
    who = words["who"]
    filled = pattern.format(
        **words, Who=who[0].upper() + who[1:], n=random_.randint(11, 960), d=random_.randint(3, 9),
        year=random_.randint(1951, 2019),
    )  # fmt: skip
    return filled[0].upper() + filled[1:]
