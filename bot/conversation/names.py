"""First names, titles and the words that tell a body from a person."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from index.dates import MONTHS, WEEKDAYS

Gender = Literal["he", "she"]

PARTICLES = frozenset("van von de den der del della di da das des dos du la le el al ter ten bin ibn abu st".split())
"""Words inside a person's name that have no capital: "Ludo van den Berg"."""
FEMININE = frozenset(
    "queen princess dame lady mrs ms spokeswoman chairwoman actress mother sister wife daughter widow empress "
    "duchess countess ministerin präsidentin kanzlerin bundeskanzlerin trainerin bürgermeisterin frau chefin "
    "présidente madame presidenta ministra alcaldesa señora policewoman businesswoman".split()
)
MASCULINE = frozenset(
    "king prince pope sir lord mr spokesman chairman actor father brother husband son emperor duke count herr "
    "monsieur señor bishop cardinal imam policeman businessman".split()
)
GROUPS = frozenset(
    "bank foods food bridge university corp inc ltd plc company group union party prix museum semiconductor "
    "court council ministry agency "
    "institute league club city county office commission committee association foundation capital labs medical "
    "motors airlines force brigade "
    "church house school hospital college court times post news press channel cup river lake valley street "
    "airport station park island sea "
    "ocean settlement act treaty law prize award festival war battle study report deal agreement hezbollah "
    "nations states kingdom republic "
    "strike strikes attack wind farm plant tax raid "
    "borussia fc ac sc sv afc real united rovers athletic bayern sporting inter "
    "network systems technologies energy oil gas steel partners holdings bros sons army navy forces department "
    "committee parliament congress museum gallery theatre orchestra fund trust exchange index board "
    "agency bureau "
    "tunnel tower square road stadium arena "
    "mount mt cape fort port san santa saint new north south east west upper lower great los las "
    "teatro museo universidad banco ayuntamiento musée théâtre université banque mairie hôpital stadtwerke universität "
    "krankenhaus theater gesellschaft gruppe institut partei verein "
    "plan tariff edition version model scheme programme program project contract line lines hall dam mine festival "
    "senate cup championship games olympics summit conference crisis flood floods dam app phone iphone".split()
)
TITLES = frozenset(
    "president minister mayor king queen prince princess pope judge senator governor chancellor general captain "
    "colonel sir dame lord lady "
    "mr mrs ms dr prof professor doctor coach manager boss chief director chairman chairwoman ceo founder "
    "author scientist player striker "
    "deputy vice prime premier commander coach captain physicist chemist biologist economist historian novelist "
    "researcher lawyer defender midfielder goalkeeper runner rapper owner mother father brother sister wife husband "
    "son daughter widow pilot officer spokesperson chairperson ambassador envoy bishop cardinal rabbi imam sheikh "
    "emperor empress duke duchess count countess heir activist journalist reporter editor analyst artist painter "
    "composer architect engineer founder co-founder rival predecessor successor colleague head treasurer foreign "
    "finance justice interior health defence defense education transport executive former "
    "ministerin minister präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin trainer trainerin "
    "bürgermeister bürgermeisterin herr frau chef chefin ministre président présidente maire madame monsieur "
    "presidente presidenta ministro ministra alcalde alcaldesa señor señora "
    "cfo cto coo mp vp driver singer actor actress writer leader secretary spokesman spokeswoman superintendent".split()
)
NO_NAMES = frozenset("ceo cfo cto coo vp mp pm".split()).union(MONTHS, WEEKDAYS)
SMALL_TIMES = frozenset("today tomorrow yesterday tonight noon midnight".split()).union(
    (month for month in MONTHS if month not in ("march", "may", "august")), WEEKDAYS, (f"{day}s" for day in WEEKDAYS)
)
"""Times that are nothing else even in small letters, as "march" and "may" are."""
SHE = frozenset(
    "maria anna elena hanna hannah maya marta joan ines priya aminata karla nadia greta rosa karin vera eve "
    "lene jill denise ruth angela ursula "
    "emma sarah laura julia lisa susan mary patricia jennifer linda elizabeth barbara jessica karen nancy "
    "margaret sandra ashley kim emily donna "
    "michelle carol amanda melissa deborah stephanie rebecca kathleen amy helen christine samantha katherine "
    "rachel janet catherine anne marie "
    "claire sophie isabelle camille juliette alice louise chloe manon ana carmen isabel lucia pilar teresa "
    "sofia paula cristina marta beatriz "
    "petra monika sabine claudia birgit heike katrin ulrike renate ingrid astrid liz theresa kamala hillary "
    "fatima aisha amina leila layla yasmin noor zainab mariam maryam sara mei yuki sakura keiko akiko priyanka "
    "anita deepa lakshmi sunita indira aung faith grace hope joy ruby pearl rose lily daisy violet ivy hazel iris "
    "flora amelia charlotte harriet florence beatrice victoria diana georgia rosie millie ellie molly holly amber "
    "jasmine naomi rachel leah hannah esther miriam judith abigail sienna lena heidi franziska katharina johanna "
    "christina kristina annika annalena sahra alina irina olga tatiana natalia svetlana oksana yulia ludmila "
    "magdalena agnieszka ewa giulia chiara francesca giorgia valentina alessandra ursula christiane simone nora "
    "freya sigrid solveig kirsten mette jacinda sanna kaja denise marine ségolène brigitte élisabeth aurélie céline "
    "hélène margot manon inés lucía pilar dolores mercedes rocío jimena ximena valeria gabriela mariana fernanda "
    "daniela andrea alejandra adriana silvia olga betty debbie cindy wendy tracy stacy tina gina nina vivian "
    "whitney brittany courtney megan lauren katie jenny becky vicky sue ann anne-marie beth meg peggy "
    "ellen eleanor joanna joanne lorraine maureen sheila moira fiona isla catriona siobhan aoife niamh "
    "taylor jane kate olivia eva ella ida".split()
)
HE = frozenset(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony "
    "mark donald steven paul andrew "
    "joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric "
    "jonathan stephen larry justin scott "
    "brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam "
    "nathan henry douglas peter kyle "
    "jean pierre louis henri luc marc nicolas julien antoine francois olivier benoît benoit carlos juan luis "
    "miguel antonio javier pedro "
    "pere manuel jorge pablo hans jürgen klaus wolfgang stefan andreas martin jan tom oscar rasmus luca dan "
    "carl vince neil mikael angelos oto "
    "ilan esmail kofi bruno davide franz dmitry vladimir volodymyr recep joe barack elon jeff sam tim sundar "
    "ahmed mohammed muhammad mohamed ali omar hassan hussein ibrahim yusuf khalid saleh rashid karim tariq abdul "
    "mustafa mahmoud wei jun hiroshi kenji takeshi ravi raj arjun rahul sanjay vikram narendra amit kwame kofi "
    "chidi emeka idris ludo lukas max felix jonas tobias matthias florian sebastian dieter günter otto ernst "
    "pavel piotr marek tomas ivan sergei alexei mikhail yuri viktor igor oleg nikolai boris andrei giovanni marco "
    "giuseppe francesco alessandro lorenzo roberto mario pablo diego fernando rafael alejandro sergio andrés raúl "
    "arthur albert alfred walter harold harry george oliver liam noah ethan lucas logan mason owen dylan luke "
    "simon philip phil graham neil ian alan keith derek colin hugh ralph roger ross sean shane craig bruce wayne "
    "donald doug greg chris mike matt nick ben will alex rob bob ted ron ken don jim jimmy johnny pat fred lewis "
    "kylian lionel cristiano novak roger rafa emmanuel olaf keir rishi boris nigel narendra xi benjamin yahya "
    "yasser ismail hasan nikola magnus axel nils sven gustav henrik anders knut leif arne stig mats "
    "satya bill steve johan erik lars".split()
)


@cache
def genders() -> dict[str, Gender]:
    """What more first names tell: enough for a pronoun, but too many are words and places to tell a person by."""
    text = (files("bot.conversation") / "first_names.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {name: "she" if line[0] == "she" else "he" for line in lines for name in line[1:]}
