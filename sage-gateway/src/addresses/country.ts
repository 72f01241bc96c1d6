import countries from 'i18n-iso-countries';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import french from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import spanish from 'i18n-iso-countries/langs/es.json' with { type: 'json' };

/* Names are understood in the languages of Sage 100's market (United States, Canada, Mexico). */
for (const language of [english, french, spanish]) countries.registerLocale(language);

/** Spellings in common use that the ISO names lack. */
const alsoCalled: Readonly<Record<string, string>> = {
  America: 'USA',
  'Etats-Unis': 'USA',
  'Estados Unidos': 'USA',
  EEUU: 'USA',
  England: 'GBR',
  Scotland: 'GBR',
  Wales: 'GBR',
  'Northern Ireland': 'GBR',
  Holland: 'NLD',
  Korea: 'KOR',
  'British Virgin Islands': 'VGB',
  'US Virgin Islands': 'VIR',
};

const byName = new Map<string, string>();
for (const language of ['en', 'fr', 'es']) {
  for (const [alpha2, names] of Object.entries(countries.getNames(language, { select: 'all' }))) {
    const alpha3 = countries.alpha2ToAlpha3(alpha2);
    for (const name of names)
      if (alpha3 !== undefined && !byName.has(letters(name))) byName.set(letters(name), alpha3);
  }
}
for (const [name, alpha3] of Object.entries(alsoCalled)) byName.set(letters(name), alpha3);

/**
 * The ISO 3166 alpha-3 code, which Sage uses for its countries, of a name or code however it is spelled: "us", "U.S.A.", "México". Case,
 * accents, blanks and punctuation do not matter. Undefined when the country cannot be told.
 */
export function countryCode(country: string): string | undefined {
  const name = letters(country).replace(/^the(?=.{4})/, '');
  const code = name.toUpperCase();
  if (code.length === 2) return countries.alpha2ToAlpha3(code) ?? byName.get(name);
  if (code.length === 3 && countries.isValid(code)) return code;
  return byName.get(name) ?? byName.get(letters(country));
}

function letters(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
