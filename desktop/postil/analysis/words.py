"""Closed classes of words that the rules are made of."""

TITLES = frozenset(
    """Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Madame Mme Mlle Monsieur M Herr Frau Señor Señora Don
    Doña Signor Signora Comrade Comrades Captain Capt Major Maj Colonel Col General Gen Lieutenant Lieut Lt Sergeant
    Sgt Corporal Cpl Private Pvt Admiral Adm Commodore Commander Cmdr Marshal Brigadier Chairman Chairwoman President
    Premier Chancellor Minister Ambassador Secretary Senator Sen Congressman Congresswoman Representative Governor Gov
    Mayor Judge Justice Sheriff Detective Inspector Constable Officer Emperor Empress King Queen Prince Princess
    Duke Duchess Count Countess Baron Baroness Earl Viscount Marquis Marquess Marquise Tsar Czar Kaiser Sultan Shah
    Pope Cardinal Archbishop Bishop Father Fr Mother Brother Sister Reverend Rev Rabbi Imam Pastor Saint St Abbot Abbé
    Archduke Rear-Admiral Vice-Admiral Field-Marshal Aunt Uncle Citizen Squire Esquire Hon""".split()
)
"""Words that stand before a person's name."""
