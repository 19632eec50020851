"""Closed classes of words that the rules are made of: general knowledge of English, no article's own names."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def phrases(listed: str) -> frozenset[str]:
    """Return what ``listed`` names, with semicolons between."""
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(";"))


TITLES = _set(
    """Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Madame Mme Mlle Monsieur Herr Frau Señor Señora Don Doña
    Signor Signora Comrade Comrades Captain Capt Major Maj Colonel Col General Gen Lieutenant Lieut Lt Sergeant
    Sgt Corporal Cpl Private Pvt Admiral Adm Commodore Commander Cmdr Marshal Brigadier Chairman Chairwoman
    President Premier Chancellor Minister Ambassador Secretary Senator Sen Congressman Congresswoman Rep
    Representative Governor Gov Mayor Judge Justice Sheriff Detective Inspector Constable Officer Emperor
    Empress King Queen Prince Princess Duke Duchess Count Countess Baron Baroness Earl Viscount Marquis Marquess
    Marquise Tsar Czar Kaiser Sultan Shah Pope Cardinal Archbishop Bishop Father Fr Mother Brother Sister
    Reverend Rev Rabbi Imam Pastor Abbot Abbé Archduke Sheikh Sheik Ayatollah Mullah Rear-Admiral Vice-Admiral
    Field-Marshal Aunt Uncle Citizen Hon Messrs"""
)
"""Words that stand before a person's name."""

CALLINGS = _set(
    """actor actress singer musician composer guitarist drummer bassist pianist violinist conductor director producer
    writer author poet novelist playwright journalist reporter editor publisher painter sculptor artist
    architect photographer historian philosopher economist scientist physicist chemist biologist mathematician
    astronomer inventor engineer doctor physician surgeon lawyer attorney judge politician diplomat statesman
    activist leader dictator revolutionary general admiral soldier spy agent officer pilot astronaut explorer
    missionary priest bishop monk businessman businesswoman entrepreneur industrialist banker merchant farmer
    player pitcher goalkeeper striker quarterback coach manager trainer captain champion boxer wrestler swimmer
    runner cyclist driver jockey founder co-founder chairman president premier chancellor minister ambassador
    secretary senator congressman governor mayor spokesman spokeswoman analyst professor scholar critic comedian
    dancer choreographer model filmmaker screenwriter brother sister wife husband son daughter father mother
    uncle aunt cousin nephew niece friend widow comrade colleague king queen emperor prince princess duke
    frontman vocalist rapper songwriter teacher student activist lieutenant"""
)
"""Callings and kin that stand before a person's name."""

STATES = _set(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC Ala Ariz Calif Colo Conn Del Fla Ill Ind Kan Mass Mich Minn Miss Mo Mont "
    "Neb Nev Okla Ore Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que BC"
)
"""Short forms of the states of the USA and provinces of Canada, as they stand after a town's name."""

RANKS_ALONE = _set("Lord Lady King Queen Prince Princess Pope Emperor Empress Tsar Czar Saint St Sultan Shah Kaiser")
"""Titles that belong to the name they stand before where no surname follows: Queen Victoria."""

GROUP_WORDS = _set(
    """Army Corps Division Brigade Regiment Battalion Squadron Fleet Navy Guard Guards Militia Legion Wing Command
    Party Committee Commission Council Ministry Department Bureau Agency Authority Administration Institute
    Institution University College Academy School Seminary Association Society League Federation Confederation
    Foundation Trust Company Co Corporation Corp Inc Ltd LLC plc GmbH Bank Group Holdings Industries Records
    Recordings Entertainment Productions Pictures Studios Press Publishers Publishing Newspapers Club Orchestra
    Philharmonic Ensemble Band Choir Hospital Clinic Court Senate Parliament Congress Assembly Politburo Cabinet
    Police Brotherhood Church Diocese Conservatory Laboratory Laboratories Observatory Services Systems
    Technologies Airlines Airways Motors Brothers Bros Partners Associates Union Unions Organization
    Organisation Network Broadcasting Television Radio Museum Library Gallery Theatre Theater Opera Ballet Team
    Kuomintang Duma Legions Volunteers Fusiliers Dragoons Hussars Grenadiers Lancers Highlanders
    Office Service Board Chamber Conference Order Front Alliance Coalition Movement Initiative
    Tribune Herald Gazette Chronicle Journal Magazine Mafia Battery Artillery Infantry Cavalry Rangers"""
)
"""Last words of an organisation's name."""

GROUPS = _set(
    """Kuomintang Comintern Gestapo Wehrmacht Luftwaffe Reichstag Bundestag Duma Knesset Politburo Parliament Congress
    Senate NATO UNESCO UNICEF OPEC NASA FBI CIA KGB NKVD BBC CNN ABC NBC CBS AFP UPI IMF WTO FIFA UEFA IRA PLO
    SS Interpol Hamas Hezbollah Taliban Labour Tories Microsoft Google Enron Reuters Xinhua TASS Pravda Izvestia
    Pentagon Kremlin Stasi Cheka Mossad Vatican Amtrak IBM Sony Toyota Honda Ford Boeing Airbus"""
)
"""Organisations known by one word."""

GROUP_HEADS = _set(
    """Ministry Department Bank University College Institute Academy Bureau Office Association Society League
    Federation Party Army Church Order Council Court House Board Chamber Committee Commission Union
    Confederation School Brotherhood Organization Organisation Legion"""
)
"""First words of an organisation's name before "of"."""

PLACE_WORDS = _set(
    """River Lake Island Islands Isle Isles Mountain Mountains Mount Peak Hill Hills Valley Bay Sea Ocean Gulf Strait
    Straits Channel Canal Creek Falls Desert Forest Peninsula Cape Coast Beach Harbor Harbour Port Plateau
    Plains Basin Street Avenue Road Boulevard Lane Highway Expressway Bridge Tunnel Square Plaza Park Airport
    Station Castle Palace Tower Wall Gate Cathedral Abbey Temple Cemetery Stadium Arena County Province
    Prefecture District Territory Republic Kingdom Empire Federation Oblast Township Village Town City Borough
    Parish Shire Railroad Railway Reservoir Dam Glacier Pass Canyon Gorge Ridge Hall Mansion Hotel Inn Farm
    Ranch Estate Fort Springs Heights Gardens Pond Brook Dock Docks Junction Building Base Field Fields Keys
    Cave Caves Ridge Point Head Reef Marsh Meadow Meadows Woods Volcano Crater Quarter Suburb Line Terminal
    Monument Memorial Lighthouse Priory Monastery Manor Villa Chapel"""
)
"""Last words of a place's name."""

PLACE_HEADS = _set(
    "Lake Mount Mt Cape Fort Port Camp Isle Gulf Bay Strait Sea Republic Kingdom Principality Duchy Island "
    "Province County Valley Bank River Rio"
)
"""First words of a place's name."""

DIRECTIONS = _set(
    """North South East West Northern Southern Eastern Western Northeast Northwest Southeast Southwest Central Inner
    Outer Upper Lower Greater Far Near Middle New Old Great Northeastern Northwestern Southeastern Southwestern"""
)
"""Words that stand before a place's name and leave it a place."""

EVENT_WORDS = _set(
    """War Wars Revolution Rebellion Uprising Revolt Mutiny Insurrection Crusade Crusades Massacre Genocide Holocaust
    Campaign Offensive Blitz Famine Plague Earthquake Hurricane Depression Renaissance Reformation Enlightenment
    Restoration Purge Purges Coup Riots Riot Incident Affair Crisis Olympics Games Championship Championships
    Cup Tournament Festival Expo Exposition Pact Treaty Agreement Agreements Accord Accords Armistice Protocol
    Declaration Compromise Purchase Proclamation Act Acts Amendment Constitution Code Statute Bill Ordinance
    Conspiracy Plot Invasion Raid Landings Airlift Blockade March Strike Gala Marathon Bowl Derby"""
)
"""Last words of the name of a war, treaty, law or other event."""

EVENT_HEADS = _set(
    """Battle Siege Treaty Peace Massacre Invasion Congress Convention Conference Diet Edict Fall Sack Raid Truce Pact
    Declaration Partition Annexation Feast Festival War Wars Concordat Proclamation Statute Bill Act Articles"""
)
"""First words of an event's name before "of"."""

EVENTS = frozenset(
    {
        "World War I", "World War II", "World War One", "World War Two", "First World War", "Second World War",
        "World War 1", "World War 2", "WWI", "WWII", "WW1", "WW2", "Cold War", "Great War", "Civil War",
        "Great Depression", "Renaissance", "Reformation", "Holocaust", "Industrial Revolution", "Black Death",
        "Middle Ages", "Cultural Revolution", "Great Leap Forward", "Long March", "Restoration",
    }
)  # fmt: skip
"""Events known by these names everywhere."""

COUNTRIES = phrases(
    """
    Afghanistan; Albania; Algeria; Andorra; Angola; Argentina; Armenia; Australia; Austria; Azerbaijan;
    Bahamas; Bahrain; Bangladesh; Barbados; Belarus; Belgium; Belize; Benin; Bhutan; Bolivia; Bosnia;
    Botswana; Brazil; Brunei; Bulgaria; Burma; Burundi; Cambodia; Cameroon; Canada; Chile; China; Colombia;
    Congo; Costa Rica; Croatia; Cuba; Cyprus; Czechoslovakia; Czech Republic; Denmark; Ecuador; Egypt;
    El Salvador; England; Eritrea; Estonia; Ethiopia; Fiji; Finland; France; Gabon; Gambia; Germany; Ghana;
    Great Britain; Britain; Greece; Guatemala; Guinea; Guyana; Haiti; Honduras; Hong Kong; Hungary; Iceland;
    India; Indonesia; Iran; Iraq; Ireland; Israel; Italy; Ivory Coast; Jamaica; Japan; Kazakhstan; Kenya;
    Korea; North Korea; South Korea; Kosovo; Kuwait; Laos; Latvia; Lebanon; Liberia; Libya; Lithuania;
    Luxembourg; Macedonia; Madagascar; Malawi; Malaysia; Mali; Malta; Mauritius; Mexico; Moldova; Monaco;
    Mongolia; Montenegro; Morocco; Mozambique; Myanmar; Namibia; Nepal; Netherlands; New Zealand; Nicaragua;
    Niger; Nigeria; Norway; Oman; Pakistan; Palestine; Panama; Papua New Guinea; Paraguay; Persia; Peru;
    Philippines; Poland; Portugal; Prussia; Qatar; Romania; Russia; Rwanda; Saudi Arabia; Scotland; Senegal;
    Serbia; Siam; Sierra Leone; Singapore; Slovakia; Slovenia; Somalia; South Africa; Soviet Union; Spain;
    Sri Lanka; Sudan; Sweden; Switzerland; Syria; Taiwan; Tanzania; Thailand; Tibet; Togo; Tunisia; Turkey;
    Uganda; Ukraine; United Kingdom; United States; United States of America; Uruguay; Uzbekistan; Venezuela;
    Vietnam; Wales; Yemen; Yugoslavia; Zambia; Zimbabwe; USSR; USA; UK; U.S.; U.K.; US; U.S; U.S.A.; Europe;
    Asia; Africa; North America; South America; Latin America; Central America; Antarctica; Middle East;
    Far East; Siberia; Manchuria; Balkans; Scandinavia; Caucasus; Crimea; Bohemia; Moravia; Silesia; Bavaria;
    Saxony; Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida; Hawaii;
    Idaho; Illinois; Indiana; Iowa; Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts; Michigan;
    Minnesota; Mississippi; Missouri; Montana; Nebraska; Nevada; New Hampshire; New Jersey; New Mexico;
    New York; North Carolina; North Dakota; Ohio; Oklahoma; Oregon; Pennsylvania; Rhode Island;
    South Carolina; South Dakota; Tennessee; Texas; Utah; Vermont; Virginia; West Virginia; Wisconsin;
    Wyoming; London; Paris; Berlin; Moscow; Beijing; Peking; Shanghai; Tokyo; Rome; Madrid; Vienna; Warsaw;
    Prague; Budapest; Chicago; Boston; Philadelphia; San Francisco; Los Angeles; New York City; Baghdad;
    Jerusalem; Cairo; Athens; Istanbul; Constantinople; Leningrad; Stalingrad; West Bank; Gaza; Gaza Strip;
    White House; Washington D.C.; Dublin; Edinburgh; Amsterdam; Brussels; Stockholm; Copenhagen; Oslo;
    Helsinki; Delhi; Bombay; Calcutta; Nanking; Nanjing; Canton; Mississippi River; Atlantic; Pacific;
    Mediterranean
    """
)
"""Countries, continents, great regions, the states of the USA and the largest cities."""

GIVEN_NAMES = _set(
    """Aaron Abigail Abraham Adam Adolf Adrian Agnes Alan Albert Alec Alexander Alexandra Alexei Alfred Alice Alison
    Allan Allen Amanda Amelia Amy Anastasia Andrea Andreas Andrei Andrew Angela Ann Anna Anne Annie Anthony
    Antonio Arnold Arthur Audrey August Augustus Barbara Barry Beatrice Benjamin Bernard Bertha Betty Bill Billy
    Bob Boris Brandon Brenda Brian Bruce Bryan Carl Carla Carlos Carol Caroline Carolyn Catherine Cecil Charles
    Charlie Charlotte Chris Christina Christine Christopher Clara Clarence Claude Colin Craig Cynthia Daniel
    Dave David Deborah Debra Dennis Diana Diane Dick Dmitri Dmitry Don Donald Donna Dorothy Douglas Duncan Earl
    Ed Eddie Edgar Edith Edmund Edna Eduard Edward Edwin Eleanor Elena Eliza Elizabeth Ella Ellen Elsie Emil
    Emily Emma Eric Erik Ernest Ernst Ethel Eugene Eva Evelyn Felix Ferdinand Florence Frances Francis Francisco
    Frank Franz Fred Frederick Friedrich Fritz Gabriel Gary Geoffrey George Georges Gerald Gerard Gertrude
    Gilbert Giovanni Giuseppe Gloria Gordon Grace Graham Greg Gregory Guillaume Gustav Guy Hannah Hans Harold
    Harriet Harry Harvey Hazel Heather Heinrich Helen Helena Henri Henrietta Henry Herbert Herman Hermann Horace
    Howard Hubert Hugh Hugo Ian Ida Igor Ignatius Irene Isaac Isabel Isabella Isaiah Ivan Jack Jackie Jacob
    Jacques Jake James Jan Jane Janet Jason Jay Jean Jeff Jeffrey Jennifer Jenny Jeremiah Jeremy Jerome Jerry
    Jesse Jessica Jill Jim Jimmy Joan Joanna Joe Joel Johann John Johnny Jonathan Jorge Jose José Josef Joseph
    Josephine Joshua Joyce Juan Judith Judy Julia Julian Julie Julius Justin Karen Karl Kate Katherine Kathleen
    Kathryn Katie Keith Ken Kenneth Kevin Kim Kurt Larry Laura Lauren Laurence Lawrence Leo Leon Leonard Leonid
    Leopold Leslie Lewis Liam Lillian Linda Lisa Lloyd Louis Louisa Louise Lucas Lucy Luigi Luis Luke Lydia
    Mabel Malcolm Manuel Marc Marcel Marcus Margaret Maria Marie Marilyn Mario Marion Mark Marjorie Martha
    Martin Marvin Mary Mathew Matthew Maurice Max Maximilian Maxwell Melissa Michael Michel Michelle Miguel Mike
    Mikhail Mildred Miles Milton Miriam Mohammed Muhammad Moses Nancy Natalie Nathan Nathaniel Neil Nelson
    Nicholas Nick Nicolas Nicole Nikita Nikolai Nina Noah Noel Norman Nora Olga Oliver Olivia Oscar Oskar Otto
    Owen Pablo Pamela Patricia Patrick Paul Paula Pauline Pavel Pedro Peggy Percy Peter Phil Philip Phillip
    Phyllis Pierre Rachel Ralph Ramon Randy Ray Raymond Rebecca Reginald Rene René Richard Rick Rob Robert
    Roberto Robin Roger Roland Ron Ronald Rosa Rose Rosemary Roy Rudolf Rudolph Rupert Russell Ruth Ryan Sally
    Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sebastian Sergei Seth Sharon Sheila Sidney Sigmund Simon
    Sophia Sophie Stanley Stefan Stephanie Stephen Steve Steven Stuart Susan Susanna Suzanne Sylvia Tamara Ted
    Teresa Terry Theodor Theodore Theresa Thomas Tim Timothy Todd Tom Tommy Tony Tracy Ursula Valentina Vera
    Vernon Veronica Victor Victoria Vincent Viola Virginia Vladimir Walter Wanda Warren Wayne Wendy Wilfred
    Wilhelm William Willie Winifred Winston Wolfgang Yuri Yvonne Zachary"""
)
"""Given names common in English writing."""

WOMEN = _set(
    """Abigail Agnes Alexandra Alice Alison Amanda Amelia Amy Anastasia Angela Ann Anna Anne Annie Audrey Barbara
    Beatrice Bertha Betty Brenda Carla Carol Caroline Carolyn Catherine Charlotte Christina Christine Clara Cynthia
    Deborah Debra Diana Diane Donna Dorothy Edith Edna Eleanor Elena Eliza Elizabeth Ella Ellen Elsie Emily Emma Ethel
    Eva Florence Frances Gertrude Gloria Grace Hannah Harriet Hazel Heather Helen Helena Henrietta Ida Irene Isabel
    Isabella Jane Janet Jennifer Jenny Jessica Jill Joan Joanna Josephine Joyce Judith Judy Julia Julie Karen Kate
    Katherine Kathleen Kathryn Katie Laura Lauren Lillian Linda Lisa Louisa Louise Lucy Lydia Mabel Margaret Maria
    Marie Marilyn Marjorie Martha Mary Melissa Michelle Mildred Miriam Nancy Natalie Nicole Nina Nora Olga Olivia
    Pamela Patricia Paula Pauline Peggy Phyllis Rachel Rebecca Rosa Rose Rosemary Ruth Sally Samantha Sandra Sara Sarah
    Sharon Sheila Sophia Sophie Stephanie Susan Susanna Suzanne Sylvia Tamara Teresa Theresa Ursula Valentina Vera
    Veronica Victoria Viola Virginia Wanda Wendy Winifred Yvonne"""
)
"""Those of them that women bear."""

DEMONYMS = _set(
    """Afghan African Albanian Algerian American Arab Arabian Argentine Armenian Asian Australian Austrian Austro
    Bavarian Belgian Bengali Bolivian Bosnian Brazilian British Bulgarian Burmese Byzantine Californian Canadian
    Catholic Celtic Chilean Chinese Christian Colombian Communist Confederate Croatian Cuban Czech Danish
    Democratic Dutch Egyptian English Ethiopian European Fascist Finnish Finno Flemish Franco French Georgian
    German Gothic Greek Hawaiian Hindu Hispanic Hungarian Icelandic Indian Indo Indonesian Iranian Iraqi Irish
    Islamic Israeli Italian Italo Jamaican Japanese Jewish Kenyan Korean Kurdish Latin Latvian Lebanese Libyan
    Lithuanian Mexican Mongol Mongolian Moroccan Muslim Nazi Nigerian Norman Norwegian Ottoman Pakistani
    Palestinian Persian Peruvian Polish Portuguese Protestant Prussian Republican Roman Romanian Russian Russo
    Saudi Saxon Scandinavian Scottish Serb Serbian Sino Slavic Slovak Somali Soviet Spanish Sunni Shiite Swedish
    Swiss Syrian Thai Tibetan Turkish Ukrainian Venezuelan Victorian Vietnamese Welsh Western Yugoslav Zionist Sanskrit
    Hebrew Arabic Aramaic Hindi Urdu Yiddish Gaelic Swahili Esperanto Catalan"""
)
"""Adjectives of peoples, creeds and parties: no entity by themselves."""

NO_NAMES = _set(
    """The A An And But Or If In On At By For From To Of As It He She They We You I This That These Those There Here
    When Where While What Which Who Whom Whose Why How His Her Its Their Our Your My Not No Yes So Then Thus
    Such Some Any All Both Each Every Either Neither Many Most More Much Few Several Other Another First Second
    Third Last Next After Before During Since Until Because Although Though However Therefore Moreover
    Furthermore Meanwhile Also Only Even Just Still Yet Once Again Now Today Yesterday Tomorrow Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December Spring Summer Autumn Winter With Without Within Under Over Between Among Through
    Against About Above Below Into Onto Upon Like Unlike Please Thanks Thank Dear Hello Hi Hey Regards Sincerely
    Best Re Subject Sent Date Cc Fwd Forwarded Ok Okay Oh Well Did Do Does Is Are Was Were Be Been Being Has
    Have Had Will Would Shall Should Can Could May Might Must Let Lets Go Get See Look According Despite Due
    Instead Perhaps Maybe Indeed Finally Later Soon Note PS God Internet Web Email Earth Moon Sun Lord English
    French German Latin Greek Chinese Japanese Spanish Russian Italian Bible Christmas Easter Mr Mrs Ms Dr Sir
    Madam AM PM TV DVD CD PC CEO CFO COO FAQ PDF URL HTML DNA RNA GDP GNP VIP ID OK IQ AIDS HIV ATM MP MPs PhD
    BA MA MBA MD BSc Jr Sr No Nos Vol Fig Ch Chapter Page Table Figure Part Section Volume Act Scene Article"""
)
"""Words that are capitalised and yet name nobody and no place."""

COMMON_NOUNS = _set(
    """State Legislature Convention Amendment Amendments Directors Constitution Government Governments Gentlemen Sirs
    Sir Sheriff Schools School Company Board Committee Council Court Courts Department Ministry Bank University College
    Commission Republic Kingdom Empire Crown Union Army Navy Church Treaty House Chamber President Governor
    Secretary Minister Ministers Bishop General Colonel Captain Judge Mayor Chairman Party Province County City Town
    Village Nation Nations Republican Republicans Democrats Notice Wanted Messrs Esq Police Press Ship Steamer
    Died Married Born Verdict Assizes"""
)
"""Nouns that older books and newspapers write with a capital, and that name nobody when they stand alone."""

GROUP_TITLES = _set("General Justice Private Major Mother Father Sister Brother Don St Cardinal Judge")
"""Titles that other names begin with too: General Motors, Justice Department."""

EDGE_WORDS = (
    NO_NAMES
    - _set(
        """First Second Third Last English French German Latin Greek Chinese Japanese Spanish Russian Italian Sun Moon
    Earth Lord Spring Summer Winter March May April June August Best Act Scene Part Internet Web Page Such The"""
    )
) | _set("Updated Published Posted Edited")
"""Words that neither begin nor end a name."""

SMALL_WORDS = _set("the a an of in on at and or for to from by with is was were are has had who which that as")
"""Words in small letters that end no name."""

PLACE_NOUNS = _set(
    """village town city hamlet municipality commune parish suburb district county province region state country island
    river lake mountain valley peninsula halt airport street avenue road bridge castle palace building park
    neighborhood neighbourhood borough settlement township port harbour bay desert forest canal railway railroad
    stadium cemetery prison dock racetrack volcano cave beach resort capital"""
)
"""What a place is said to be: "Aisby is a hamlet"."""

GROUP_NOUNS = _set(
    """company band firm party organization organisation team club newspaper magazine label university college school
    agency bank airline orchestra manufacturer publisher charity union association society institute corporation
    group group's retailer museum hospital regiment division brigade squadron battalion militia ministry
    committee federation league foundation chain subsidiary brewery broadcaster"""
)
"""What an organisation is said to be: "Gigi is a band"."""
