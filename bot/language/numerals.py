"""The words, signs and units that numbers are written with, in English, German, French and Spanish."""

from __future__ import annotations

ONE = {"one", "a", "an", "ein", "eine", "einen", "un", "une", "una", "uno"}
SCALES = {
    **dict.fromkeys(("dozen", "dutzend", "douzaine", "docena"), 12.0),
    **dict.fromkeys(("hundred", "hundert", "cent", "cien", "ciento"), 1e2),
    **dict.fromkeys(("thousand", "tausend", "mille", "mil"), 1e3),
    **dict.fromkeys(("million", "millionen", "millions", "millones", "millón", "mio", "mn", "mln"), 1e6),
    **dict.fromkeys(("billion", "billions", "bn", "milliarde", "milliarden", "mrd", "milliard", "milliards"), 1e9),
    **dict.fromkeys(("trillion", "trillions", "tn", "billionen", "billones"), 1e12),
}
FRACTIONS = {
    **dict.fromkeys(("half", "hälfte", "moitié", "mitad"), 1 / 2),
    **dict.fromkeys(("third", "drittel", "tiers", "tercio"), 1 / 3),
    **dict.fromkeys(("quarter", "viertel", "quart"), 1 / 4),
    **dict.fromkeys(("fifth", "fünftel"), 1 / 5),
    **dict.fromkeys(("tenth", "zehntel"), 1 / 10),
    "eighth": 1 / 8,
    "sixth": 1 / 6,
    "seventh": 1 / 7,
    "thousandth": 1 / 1000,
}
UNITS: dict[str, tuple[str, float]] = {}
"""The dimension of each unit, and how many of the base unit one of it is."""
for _kind, _listing in {
    "length": "1000 km kilometre kilometres kilometer kilometers kilomètre kilomètres kilómetro kilómetros;"
    "1609.344 mile miles mi Meilen;1852 nautical_mile nautical_miles nmi;0.01 cm centimetre centimetres centimeter "
    "centimeters Zentimeter;0.001 mm millimetre millimetres millimeter millimeters Millimeter;1 m metre metres meter "
    "meters mètre mètres metro metros;0.3048 ft foot feet;0.0254 inch inches;0.9144 yard yards",
    "light years": "1 light_year light_years Lichtjahr Lichtjahre",
    "mass": "1 kg kilo kilos kilogram kilograms kilogramme kilogrammes Kilogramm;0.001 g gram grams gramme grammes;"
    "1000 tonne tonnes ton tons Tonne Tonnen toneladas tonelada t metric_tons metric_tonnes;0.45359237 lb lbs;"
    "0.028349523 oz ounce ounces;1e-6 mg milligram milligrams;6.35029 stone",
    "area": "1e4 hectare hectares ha Hektar hectáreas;1e6 square_kilometre square_kilometres square_kilometer "
    "square_kilometers square_km sq_km km² km2 Quadratkilometer;2589988 square_mile square_miles sq_miles;"
    "4046.856 acre acres;1 square_metre square_metres square_meters square_meter m² Quadratmeter;"
    "0.09290304 square_feet square_foot sq_ft",
    "volume": "1 litre litres liter liters l Liter litros litro;0.001 ml millilitre millilitres milliliters;"
    "3.785411784 gallon gallons;158.987 barrel barrels;1000 cubic_metres cubic_meters cubic_metre;0.568 pint pints",
    "time": "1 second seconds s Sekunde Sekunden seconde secondes segundo segundos;60 minute minutes min mins Minuten "
    "minuto minutos;3600 hour hours hr hrs Stunde Stunden heure heures hora horas h;86400 day days Tag Tage "
    "Tagen jour "
    "jours día días;604800 week weeks Woche Wochen semaine semaines semana semanas;2629746 month months Monat Monate "
    "Monaten mois mes meses;31556952 year years Jahr Jahre Jahren ans an année années año años;315569520 decade "
    "decades;"
    "3155695200 century centuries;0.001 ms millisecond milliseconds;1209600 fortnight",
    "speed": "1 km/h kph kmh;1.609344 mph",
    "power": "1 watt watts;1e3 kW kilowatt kilowatts;1e6 MW megawatt megawatts;1e9 GW gigawatt gigawatts",
    "energy": "1 kWh;1e3 MWh;1e6 GWh",
    "bytes": "1e3 KB kB;1e6 MB megabyte megabytes;1e9 GB gigabyte gigabytes;1e12 TB terabyte terabytes",
    "frequency": "1e9 GHz;1e6 MHz;1e3 kHz;1 Hz",
    "bits a second": "1e6 Mbps Mbit/s;1e9 Gbps Gbit/s;1e3 kbps",
    "temperature": "1 °C celsius degrees_celsius degree_celsius degrees_C ºC;"
    "2 °F fahrenheit degrees_fahrenheit degrees_F ºF;3 K kelvin kelvins",
    "ratio": "1 % percent per_cent pct Prozent pour_cent por_ciento percentage_point percentage_points",
    "money:USD": "1 dollar dollars USD Dollar dólares dollars_US;0.01 cent cents",
    "money:EUR": "1 euro euros EUR Euro",
    "money:GBP": "1 sterling GBP pounds pound;0.01 pence p",
    "money:JPY": "1 yen JPY",
    "money:CNY": "1 yuan renminbi CNY",
    "money:INR": "1 rupee rupees INR",
    "money:CHF": "1 franc francs CHF Franken",
    "money:crown": "1 crown crowns krona kronor krone kroner Kronen",
}.items():
    for _part in _listing.split(";"):
        _factor, *_names = _part.split()
        for _name in _names:
            UNITS[_name.replace("_", " ")] = UNITS[_name.replace("_", " ").lower()] = (_kind, float(_factor))
POUND = ("money:GBP", "mass")
"""What "pounds" may measure."""
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "US$": "USD", "A$": "AUD", "C$": "CAD"}
SYMBOLS.update({code: code for code in ("USD", "EUR", "GBP", "JPY", "CHF")})
