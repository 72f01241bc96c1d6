import countries from 'i18n-iso-countries';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import french from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import spanish from 'i18n-iso-countries/langs/es.json' with { type: 'json' };

/* Names are understood in the languages of Sage 100's market (United States, Canada, Mexico). */
for (const language of [english, french, spanish]) countries.registerLocale(language);
const languages = ['en', 'fr', 'es'];

/** Spellings in common use that the ISO names lack. */
const alsoCalled: Readonly<Record<string, string>> = {
  america: 'USA',
  unitedstates: 'USA',
  unitedstatesofamerica: 'USA',
  england: 'GBR',
  scotland: 'GBR',
  wales: 'GBR',
  northernireland: 'GBR',
  holland: 'NLD',
  korea: 'KOR',
};

/** The ISO 3166 alpha-3 code, which Sage uses for its countries, of a name or code however it is spelled ("us", "U.S.A.", "México"); undefined when it cannot be told. */
export function countryCode(country: string): string | undefined {
  const name = country.trim().replace(/\s+/gu, ' ');
  const letters = name.replace(/[^\p{L}]/gu, '');
  const code = letters.toUpperCase();
  if (code.length === 2) return countries.alpha2ToAlpha3(code) ?? byName(name);
  if (code.length === 3 && countries.isValid(code)) return code;
  return alsoCalled[letters.toLowerCase()] ?? byName(name);
}

function byName(name: string): string | undefined {
  return languages
    .map((language) => countries.getSimpleAlpha3Code(name, language))
    .find((code) => code !== undefined);
}
