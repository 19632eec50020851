"""When two names are forms of one: acronyms, operations, and the forms that everybody knows."""

import re

from postil.analysis.dates.words import ORDINALS

_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "to", "a"})
_FORMS = (
    "United States of America;United States;USA;U.S.A.;U.S.A;US;U.S.;U.S",
    "United Kingdom;UK;U.K.;U.K",
    "Soviet Union;USSR;U.S.S.R.;Union of Soviet Socialist Republics",
    "People's Republic of China;PRC",
    "United Nations;UN;U.N.",
    "European Union;EU;E.U.",
    "Beijing;Peking;Peiping",
    "Nanjing;Nanking",
    "Guangzhou;Canton",
    "Chongqing;Chungking",
    "Tianjin;Tientsin",
    "Yan'an;Yenan",
    "Qingdao;Tsingtao",
    "Taipei;Taibei",
    "Xi'an;Sian",
    "Hangzhou;Hangchow",
    "Suzhou;Soochow",
    "Fuzhou;Foochow",
    "Xiamen;Amoy",
    "Shenyang;Mukden",
    "Dalian;Dairen",
    "Hankou;Hankow",
    "Xuzhou;Hsuchow",
    "Jiangxi;Kiangsi",
    "Jiangsu;Kiangsu",
    "Zhejiang;Chekiang",
    "Fujian;Fukien",
    "Guangdong;Kwangtung",
    "Guangxi;Kwangsi",
    "Guizhou;Kweichow",
    "Sichuan;Szechwan;Szechuan",
    "Shaanxi;Shensi",
    "Shanxi;Shansi",
    "Shandong;Shantung",
    "Hebei;Hopei;Hopeh",
    "Hubei;Hupei;Hupeh",
    "Henan;Honan",
    "Gansu;Kansu",
    "Qinghai;Tsinghai",
    "Xinjiang;Sinkiang",
    "Rehe;Jehol",
    "Chiang Kai-shek;Jiang Jieshi",
    "Sun Yat-sen;Sun Zhongshan;Sun Yixian",
    "Lin Biao;Lin Piao",
    "Communist Party of the Soviet Union;CPSU;C.P.S.U.",
    "Comintern;Communist International;Third International",
    "Saint Petersburg;St. Petersburg;St Petersburg;Sankt-Peterburg",
    "Volgograd;Stalingrad",
    "Istanbul;Constantinople",
    "Vilnius;Wilno;Vilna",
    "Kaunas;Kovno",
    "Tallinn;Reval",
    "Wrocław;Breslau",
    "Szczecin;Stettin",
    "Kaliningrad;Königsberg",
    "Bratislava;Pressburg",
    "Oslo;Christiania;Kristiania",
    "Sevastopol;Sebastopol",
    "Jakarta;Batavia",
    "Thailand;Siam",
    "Iran;Persia",
    "Sri Lanka;Ceylon",
    "Myanmar;Burma",
    "Kuomintang;Guomindang;KMT",
    "Mumbai;Bombay",
    "Kolkata;Calcutta",
    "Chennai;Madras",
    "Kyiv;Kiev",
    "Kharkiv;Kharkov",
    "Lviv;Lvov;Lwów;Lemberg",
    "Gdańsk;Danzig",
    "Yangon;Rangoon",
    "Ho Chi Minh City;Saigon",
    "New York City;NYC",
    "Los Angeles;L.A.",
    "Washington D.C.;Washington, D.C.;Washington DC",
    "World War I;First World War;World War One;WWI;WW1;World War 1",
    "World War II;Second World War;World War Two;WWII;WW2;World War 2",
)
_KNOWN = {form: row.split(";")[0] for row in _FORMS for form in row.split(";")}
_SHORT_FORMS = (
    (re.compile(r"\b(?:St|Ste)\b\.?(?=\s)"), "Saint"),
    (re.compile(r"\bMt\b\.?(?=\s)"), "Mount"),
    (re.compile(r"\bFt\b\.?(?=\s)"), "Fort"),
    (re.compile(r"\s&\s"), " and "),
    (re.compile(r"^The\s"), ""),
)
_CODE = re.compile(
    r"^(?:Operation\s+[“\"]?(?P<one>\w+)[”\"]?|[“\"]?(?P<two>\w+)[”\"]?\s+(?:plan|operation|Plan|Operation)|[“\"]?(?P<three>\w+)[”\"]?)$"
)
_LEGAL = re.compile(
    r",?\s+(?:Inc|Corp|Corporation|Co|Company|Ltd|LLC|plc|GmbH|AG|Limited|Incorporated)\.?$", re.IGNORECASE
)

_FIRM = re.compile(r"\s(?:Holdings?|Group|Industries|Electronics|Motors|Airlines|Pharmaceuticals|Technologies)$")


def tidy(name: str) -> str:
    """Return a printed name on one line with single blanks and straight apostrophes."""
    return " ".join(name.replace("’", "'").split())


def known_name(name: str) -> str:
    """Return the name that everybody knows ``name`` for a form of, or ""."""
    return _KNOWN.get(name, "")


def written_out(name: str) -> str:
    """Return ``name`` with its short forms in full: Mt. Vernon as Mount Vernon, Smith & Co. as Smith and Co."""
    for pattern, full in _SHORT_FORMS:
        name = pattern.sub(full, name)
    return name


def company_of(short: str, name: str) -> bool:
    """Tell whether ``name`` is ``short`` with what a firm is called by: Samsung and Samsung Electronics Co."""
    if len(short) < 3 or not name.startswith(f"{short} "):
        return False
    return _LEGAL.search(name) is not None or _FIRM.search(name) is not None


def code_name(name: str) -> str:
    """Return the word that an operation or a plan goes by, or the name of a war that everybody knows, or ""."""
    coded = _CODE.match(name)
    if name in _KNOWN or coded is None:
        return _KNOWN.get(name, "")
    return coded["one"] or coded["two"] or coded["three"] or ""


def acronym_of(short: str, name: str) -> bool:
    """Tell whether ``short`` is made of the first letters of the words of ``name``, small words left out or not."""
    return acronym_letters(short) in initials(name)


def acronym_letters(short: str) -> str:
    """Return an acronym as ``initials`` has it: without points, case-folded."""
    return short.replace(".", "").replace("&", "").casefold()


def initials(name: str) -> frozenset[str]:
    """Return the first letters of the words of ``name``, those of small words in and out; none for a single word."""
    words = [word for word in re.split(r"[\s-]+", name.replace("'s", "")) if word[:1].isalnum()]
    every = "".join(word[0] for word in words).casefold()
    great = "".join(word[0] for word in words if word.casefold() not in _SMALL).casefold()
    return frozenset(letters for letters in (every, great) if len(words) > 1 and len(letters) > 1)


def bare_organisation(name: str) -> str:
    """Return ``name`` case-folded without its legal form and "The", its ordinal in figures: "8th route army"."""
    words = _LEGAL.sub("", name).casefold().split()
    if words and words[0] == "the":
        words = words[1:]
    return " ".join(_figures(word) for word in words)


def _figures(word: str) -> str:
    number = ORDINALS.get(word)
    if number is None:
        return word
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
