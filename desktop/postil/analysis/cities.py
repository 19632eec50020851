"""Great and old cities and regions that are nobody's name: general knowledge, like the countries of ``words``."""

from postil.analysis.words import phrases

CITIES = phrases(
    """
    Aachen; Aberdeen; Abidjan; Abuja; Accra; Acapulco; Addis Ababa; Aden; Akron; Albuquerque; Aleppo; Algiers;
    Allahabad; Alsace; Amman; Amritsar; Anatolia; Andalusia; Ankara; Antioch; Antwerp; Aragon; Archangel;
    Arkhangelsk; Asunción; Athens; Atlanta; Auckland; Augsburg; Avignon; Azores; Baku; Baltimore; Bamako; Bandung;
    Bangalore; Bangkok; Barcelona; Basel; Basra; Batavia; Bayonne; Beirut; Belfast; Belgrade; Benares; Bengal;
    Benghazi; Bergen; Berne; Bialystok; Bilbao; Birmingham; Bogota; Bogotá; Bologna; Bonn; Bordeaux; Bratislava;
    Breslau; Brest-Litovsk; Brisbane; Brittany; Brno; Brooklyn; Bruges; Bucharest; Buenos Aires; Burgundy;
    Bydgoszcz; Cádiz; Cadiz; Calais; Cape Town; Caracas; Caribbean; Cartagena; Casablanca; Castile; Catalonia;
    Chattanooga; Chengdu; Chennai; Chihuahua; Chongqing; Chungking; Cincinnati; Cologne; Colombo; Concepción;
    Conakry; Copenhagen; Cordoba; Córdoba; Corsica; Coventry; Cracow; Crete; Dakar; Dalmatia; Damascus; Danzig; Dar
    es Salaam; Darjeeling; Detroit; Dhaka; Djibouti; Dnipropetrovsk; Donetsk; Dortmund; Dresden; Dubai; Dublin;
    Dubrovnik; Dunkirk; Durban; Düsseldorf; Eindhoven; Flanders; Frankfurt; Freetown; Galicia; Gallipoli; Gascony;
    Gaza; Gdansk; Gdańsk; Geneva; Genoa; Ghent; Gibraltar; Glasgow; Goa; Göttingen; Gothenburg; Graz; Grenoble;
    Guangzhou; Guangdong; Guadalajara; Hague; Haifa; Hainan; Hamburg; Hangzhou; Hankow; Hanoi; Hanover; Harare;
    Harbin; Havana; Heidelberg; Heilongjiang; Hiroshima; Ho Chi Minh City; Honolulu; Hubei; Hunan; Hyderabad;
    Indianapolis; Innsbruck; Irkutsk; Isfahan; Islamabad; Izmir; Jaffa; Jakarta; Jiangsu; Jiangxi; Johannesburg;
    Kabul; Kampala; Kandahar; Kano; Karachi; Karlsruhe; Kashmir; Kathmandu; Kazan; Kharkiv; Kharkov; Khartoum; Kiel;
    Kiev; Kigali; Kinshasa; Knoxville; Kobe; Königsberg; Krakow; Kraków; Kuala Lumpur; Kunming; Kyiv; Kyoto; Lahore;
    Lagos; Lausanne; Leeds; Le Havre; Leiden; Leipzig; Leyden; Libreville; Liège; Lille; Lima; Linz; Lisbon;
    Liaoning; Łódź; Lodz; Lombardy; Lorraine; Louisville; Luanda; Lübeck; Lucca; Lucerne; Lucknow; Lusaka; Lviv;
    Lvov; Lwów; Lyon; Lyons; Maastricht; Macau; Macao; Madras; Magdeburg; Mainz; Malacca; Managua; Mandalay; Manila;
    Mannheim; Mantua; Maputo; Marrakesh; Marseille; Marseilles; Mecca; Mexico City; Miami; Milan; Milwaukee;
    Minneapolis; Minsk; Mogadishu; Mombasa; Monrovia; Montevideo; Monterrey; Montreal; Mosul; Mukden; Mumbai;
    Munich; Münster; Nagasaki; Nagoya; Nairobi; Nanchang; Nantes; Naples; Nashville; Newcastle; New Delhi; New
    Orleans; Nicosia; Normandy; Novgorod; Novosibirsk; Nuremberg; Nürnberg; Oaxaca; Odessa; Omaha; Omsk; Oporto;
    Orléans; Osaka; Ottawa; Padua; Palermo; Panama City; Patna; Perpignan; Peshawar; Petersburg; Petrograd; Phnom
    Penh; Piedmont; Pisa; Pittsburgh; Pomerania; Port-au-Prince; Port Arthur; Porto; Portsmouth; Potsdam; Poznan;
    Poznań; Pretoria; Provence; Puebla; Punjab; Pyongyang; Qingdao; Quebec; Quito; Rangoon; Ravenna; Rawalpindi;
    Reims; Rheims; Rhineland; Riga; Rio de Janeiro; Rotterdam; Rouen; Ruhr; Saarbrücken; Saigon; Salonica; Salonika;
    Salzburg; Samarkand; San Antonio; San Diego; San José; San Juan; Santo Domingo; São Paulo; Sao Paulo; Sapporo;
    Sarajevo; Saratov; Sardinia; Seattle; Sebastopol; Sevastopol; Seoul; Seville; Shandong; Shanxi; Shaanxi;
    Sheffield; Shenyang; Shenzhen; Sichuan; Sicily; Siena; Smolensk; Smyrna; Southampton; St. Louis; St. Petersburg;
    Strasbourg; Stuttgart; Sumatra; Sverdlovsk; Szczecin; Tabriz; Tallahassee; Tallinn; Tangier; Tashkent; Tbilisi;
    Tegucigalpa; Tehran; Teheran; Tel Aviv; The Hague; Thessaloniki; Tianjin; Tientsin; Timbuktu; Tirana; Toronto;
    Toulon; Toulouse; Transvaal; Transylvania; Trieste; Trinidad; Tripoli; Tsingtao; Tucson; Tunis; Turin; Tuscany;
    Tyrol; Ulan Bator; Uppsala; Utrecht; Valparaiso; Valparaíso; Vancouver; Venice; Vera Cruz; Veracruz; Verdun;
    Verona; Versailles; Vichy; Vilna; Vilnius; Vitebsk; Vladivostok; Volgograd; Volhynia; Warsaw; Weimar;
    Westphalia; Wiesbaden; Winnipeg; Wuhan; Wuchang; Würzburg; Xinjiang; Yalta; Yekaterinburg; Yerevan; Yokohama;
    Yunnan; Zagreb; Zanzibar; Zaragoza; Zhejiang; Zurich; Zürich
    """
)
"""Left out are those that are as often a person or another thing: Florence, Wellington, Split."""
