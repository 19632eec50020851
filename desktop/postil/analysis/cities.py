"""Great and old cities and regions that are nobody's name: general knowledge, like the countries of ``words``."""

from postil.analysis.words import phrases

CITIES = phrases(
    """
    Aachen; Aberdeen; Aberystwyth; Abidjan; Abuja; Acapulco; Accra; Addis Ababa; Aden; Akron; Albuquerque; Aleppo;
    Algiers; Allahabad; Alsace; Amman; Amritsar; Anatolia; Andalusia; Ankara; Antioch; Antwerp; Aragon; Archangel;
    Arequipa; Arkhangelsk; Asunción; Athens; Atlanta; Auckland; Augsburg; Avignon; Azores; Baku; Balaklava;
    Baltimore; Bamako; Bandung; Bangalore; Bangkok; Barcelona; Basel; Basra; Batavia; Bayonne; Beirut; Belfast;
    Belgrade; Benares; Bengal; Benghazi; Bergen; Berne; Bialystok; Bilbao; Birmingham; Bogota; Bogotá; Bologna;
    Bonn; Bordeaux; Bratislava; Breslau; Brest-Litovsk; Brisbane; Brittany; Brno; Brooklyn; Bruges; Bucharest;
    Buenos Aires; Burgundy; Bydgoszcz; Cadiz; Calais; Canterbury; Cape Town; Caracas; Cardiff; Caribbean; Cartagena;
    Casablanca; Castile; Catalonia; Chancellorsville; Changsha; Chattanooga; Chengdu; Chennai; Chihuahua; Chongqing;
    Chungking; Cincinnati; Cologne; Colombo; Conakry; Concepción; Copenhagen; Cordoba; Corsica; Coventry; Cracow;
    Crete; Cuzco; Cádiz; Córdoba; Dakar; Dalmatia; Damascus; Danzig; Dar es Salaam; Darjeeling; Deptford; Detroit;
    Dhaka; Djibouti; Dnipropetrovsk; Doncaster; Donetsk; Dortmund; Dresden; Dubai; Dublin; Dubrovnik; Dundee;
    Dunkirk; Durban; Düsseldorf; Eindhoven; Exeter; Falmouth; Flanders; Folkestone; Frankfurt; Fredericksburg;
    Freetown; Galicia; Gallipoli; Gascony; Gaza; Gdansk; Gdańsk; Geneva; Genoa; Gettysburg; Ghent; Gibraltar;
    Glasgow; Gloucester; Goa; Gothenburg; Gravesend; Graz; Greenwich; Grenoble; Grimsby; Guadalajara; Guangdong;
    Guangzhou; Guayaquil; Göttingen; Hague; Haifa; Hainan; Hamburg; Hangzhou; Hankow; Hanoi; Hanover; Harare;
    Harbin; Harrisburg; Havana; Heidelberg; Heilongjiang; Hiroshima; Ho Chi Minh City; Honolulu; Hubei;
    Huddersfield; Hunan; Hyderabad; Indianapolis; Innsbruck; Inverness; Ipswich; Irkutsk; Isfahan; Islamabad; Izmir;
    Jaffa; Jakarta; Jalapa; Jiangsu; Jiangxi; Johannesburg; Kabul; Kampala; Kandahar; Kano; Karachi; Karlsruhe;
    Kashmir; Kathmandu; Kazan; Kharkiv; Kharkov; Khartoum; Kiel; Kiev; Kigali; Kilkenny; Kinshasa; Knoxville; Kobe;
    Krakow; Kraków; Kuala Lumpur; Kunming; Kyiv; Kyoto; Königsberg; Lagos; Lahore; Lanzhou; Lausanne; Le Havre;
    Leeds; Leicester; Leiden; Leipzig; Leyden; Liaoning; Libreville; Lille; Lima; Limerick; Linz; Lisbon; Liège;
    Lodz; Lombardy; Londonderry; Lorraine; Louisville; Luanda; Lucca; Lucerne; Lucknow; Lusaka; Lviv; Lvov; Lwów;
    Lyon; Lyons; Lübeck; Maastricht; Macao; Macau; Madras; Magdeburg; Mainz; Malacca; Managua; Mandalay; Manila;
    Mannheim; Mantua; Maputo; Marblehead; Margate; Marrakesh; Marseille; Marseilles; Mecca; Medellin; Medellín;
    Mexico City; Miami; Middlesbrough; Milan; Milwaukee; Minneapolis; Minsk; Mogadishu; Mombasa; Monrovia; Monterey;
    Monterrey; Montevideo; Montreal; Mosul; Mukden; Mumbai; Munich; Münster; Nagasaki; Nagoya; Nairobi; Nanchang;
    Nantes; Nantucket; Naples; Nashville; New Delhi; New Orleans; Newcastle; Nicosia; Normandy; Norwich; Nottingham;
    Novgorod; Novosibirsk; Nuremberg; Nürnberg; Oaxaca; Odessa; Omaha; Omsk; Oporto; Orléans; Osaka; Ottawa; Padua;
    Palermo; Panama City; Patna; Penzance; Perpignan; Peshawar; Petersburg; Petrograd; Phnom Penh; Piedmont; Pisa;
    Pittsburgh; Pomerania; Popayán; Port Arthur; Port-au-Prince; Porto; Portsmouth; Potsdam; Poughkeepsie; Poznan;
    Poznań; Pretoria; Provence; Puebla; Punjab; Pyongyang; Qingdao; Quebec; Querétaro; Quito; Rangoon; Ravenna;
    Rawalpindi; Reims; Rheims; Rhineland; Riga; Rio de Janeiro; Rotherhithe; Rotterdam; Rouen; Ruhr; Saarbrücken;
    Sacramento; Saigon; Salonica; Salonika; Salzburg; Samarkand; San Antonio; San Diego; San José; San Juan; Santo
    Domingo; Sao Paulo; Sapporo; Sarajevo; Saratov; Sardinia; Scarborough; Schenectady; Seattle; Sebastopol; Seoul;
    Sevastopol; Seville; Shaanxi; Shandong; Shanxi; Sheffield; Shenyang; Shenzhen; Shrewsbury; Sichuan; Sicily;
    Siena; Smolensk; Smyrna; Southampton; Spitsbergen; St. Louis; St. Petersburg; Strasbourg; Stuttgart; Sumatra;
    Sunderland; Sverdlovsk; Swansea; Szczecin; São Paulo; Tabriz; Tallahassee; Tallinn; Tangier; Tashkent; Tbilisi;
    Tegucigalpa; Teheran; Tehran; Tel Aviv; The Hague; Thessaloniki; Tianjin; Tientsin; Timbuktu; Tirana; Toronto;
    Toulon; Toulouse; Transvaal; Transylvania; Trieste; Trinidad; Tripoli; Tromso; Tromsø; Trondheim; Tsingtao;
    Tucson; Tunis; Turin; Tuscany; Tyrol; Ulan Bator; Uppsala; Utrecht; Valparaiso; Valparaíso; Vancouver; Venice;
    Vera Cruz; Veracruz; Verdun; Verona; Versailles; Vichy; Vicksburg; Vilna; Vilnius; Vitebsk; Vladivostok;
    Volgograd; Volhynia; Warsaw; Weimar; Westphalia; Wiesbaden; Winnipeg; Wolverhampton; Woolwich; Worcester;
    Wuchang; Wuhan; Würzburg; Xinjiang; Yalta; Yekaterinburg; Yerevan; Yokohama; Yunnan; Zagreb; Zanzibar; Zaragoza;
    Zhejiang; Zurich; Zürich; Łódź
    """
)
"""Left out are those that are as often a person or another thing: Florence, Wellington, Split."""
