"""The names of peoples, each with its place: "Soviet" belongs to the Soviet Union where the text names that."""

import re
from collections.abc import Sequence
from dataclasses import replace

from postil.analysis.same import known_name
from postil.domain.entities import Entity, Mention
from postil.domain.wording import say

_TABLE = """
    Afghanistan: Afghan Afghans; Albania: Albanian Albanians; Algeria: Algerian Algerians; Argentina: Argentine
    Argentinian; Armenia: Armenian Armenians; Australia: Australian Australians; Austria: Austrian Austrians;
    Bavaria: Bavarian; Belgium: Belgian Belgians; Bolivia: Bolivian Bolivians; Brazil: Brazilian Brazilians;
    Bulgaria: Bulgarian Bulgarians; Burma: Burmese; Cambodia: Cambodian Khmer; Canada: Canadian Canadians;
    Chile: Chilean Chileans; China: Chinese; Colombia: Colombian Colombians; Croatia: Croatian Croats Croat;
    Cuba: Cuban Cubans; Czechoslovakia: Czechoslovak; Denmark: Danish Danes Dane; Egypt: Egyptian Egyptians;
    England: English Englishman Englishmen; Estonia: Estonian Estonians; Ethiopia: Ethiopian Ethiopians; Europe:
    European Europeans; Finland: Finnish Finns Finn; France: French Frenchman Frenchmen; Georgia: Georgian
    Georgians; Germany: German Germans; Greece: Greek Greeks; Hungary: Hungarian Hungarians; Iceland: Icelandic
    Icelanders; India: Indian Indians; Indonesia: Indonesian Indonesians; Iran: Iranian Iranians Persian; Iraq:
    Iraqi Iraqis; Ireland: Irish Irishman Irishmen; Israel: Israeli Israelis; Italy: Italian Italians; Japan:
    Japanese; Jordan: Jordanian Jordanians; Kenya: Kenyan Kenyans; Korea: Korean Koreans; South Korea: Korean
    Koreans; Latvia: Latvian Latvians; Lebanon: Lebanese; Libya: Libyan Libyans; Lithuania: Lithuanian
    Lithuanians; Manchuria: Manchurian Manchu; Mexico: Mexican Mexicans; Mongolia: Mongolian Mongolians Mongols;
    Morocco: Moroccan Moroccans; Netherlands: Dutch Dutchman Dutchmen; Nigeria: Nigerian Nigerians; North Korea:
    Korean Koreans; Norway: Norwegian Norwegians; Pakistan: Pakistani Pakistanis; Palestine: Palestinian
    Palestinians; Peru: Peruvian Peruvians; Philippines: Filipino Filipinos; Poland: Polish Poles Pole;
    Portugal: Portuguese; Prussia: Prussian Prussians; Romania: Romanian Romanians; Rome: Roman Romans; Russia:
    Russian Russians; Saudi Arabia: Saudi Saudis; Saxony: Saxon; Scotland: Scottish Scots; Serbia: Serbian Serbs
    Serb; Siberia: Siberian; Slovakia: Slovak Slovaks; Somalia: Somali Somalis; Soviet Union: Soviet Soviets;
    Spain: Spanish Spaniards Spaniard; Sudan: Sudanese; Sweden: Swedish Swedes Swede; Switzerland: Swiss; Syria:
    Syrian Syrians; Thailand: Thai Thais; Tibet: Tibetan Tibetans; Turkey: Turkish Turks Turk; Uganda: Ugandan;
    Ukraine: Ukrainian Ukrainians; United Kingdom: British Britons; Britain: British Britons; Great Britain:
    British Britons; Venice: Venetian Venetians; United States of America: American Americans; Venezuela:
    Venezuelan Venezuelans; Vietnam: Vietnamese; Wales: Welsh Welshman; Yugoslavia: Yugoslav Yugoslavs
"""
_PEOPLES = {
    place.strip(): names.split()
    for place, _, names in (row.partition(":") for row in " ".join(_TABLE.split()).split(";"))
}
_LANGUAGE = re.compile(r"\b(?:in|into|from|speaks?|spoke|speaking|learn(?:ed|t)?|translated\s\w+)\s$")
_NO_NOUN = re.compile(r"\s?[.,;:)]|\s(?:and|or|as|by|with|at|to|when|but)\b|\slanguage\b|$")


def with_demonyms(text: str, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return ``entities`` of ``text``, each place with where its people are named outside of any other name.

    A language ("in German") is not its people, and where two places share a name ("Korean") the one named more often
    has it.
    """
    places: dict[str, int] = {}
    for number, entity in enumerate(entities):
        if entity.kind != "place":
            continue
        for people in _PEOPLES.get(known_name(entity.name) or entity.name, ()):
            there = places.get(people)
            if there is None or len(entities[there].mentions) < len(entity.mentions):
                places[people] = number
    if not places:
        return tuple(entities)
    taken = bytearray(len(text))
    for entity in entities:
        for mention in entity.mentions:
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    found: dict[int, list[Mention]] = {}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(places, key=len, reverse=True))})(?!\w)")
    for match in pattern.finditer(text):
        start, end = match.span()
        spoken = _LANGUAGE.search(text, max(0, start - 14), start) and _NO_NOUN.match(text, end)
        if taken[start] or spoken:
            continue
        number = places[match.group()]
        reason = say("The people or the adjective of {name}.", name=entities[number].name)
        found.setdefault(number, []).append(Mention(start, end, match.group(), reason))
    return tuple(replace(each, demonyms=tuple(found.get(number, ()))) for number, each in enumerate(entities))
