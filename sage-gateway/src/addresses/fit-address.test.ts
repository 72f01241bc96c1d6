import { describe, expect, it } from '@jest/globals';
import { Findings } from '../mapping/findings.ts';
import { countryCode } from './country.ts';
import { fitAddress } from './fit-address.ts';
import { stateCode } from './states.ts';

const widths = { name: 30, line: 30, city: 20, state: 2, zip: 10 };

function fit(address: Parameters<typeof fitAddress>[0]) {
  const findings = new Findings();
  const fitted = fitAddress(address, widths, 'shipTo', findings);
  return { ...fitted, faults: findings.faults, warnings: findings.warnings };
}

describe('fitting an address', () => {
  it.each([
    [
      'an American one',
      {
        street: '42525 Austell Road\nDock 4',
        city: 'Austell',
        state: 'Georgia',
        postalCode: '30106',
        country: 'U.S.A.',
      },
      {
        lines: ['42525 Austell Road', 'Dock 4'],
        city: 'Austell',
        state: 'GA',
        zipCode: '30106',
        countryCode: 'USA',
      },
    ],
    [
      'a Canadian one with accents',
      {
        street: '1200, rue Sainte-Élisabeth',
        city: 'Montréal',
        state: 'Québec',
        postalCode: 'H2X 1L4',
        country: 'ca',
      },
      {
        lines: ['1200, rue Sainte-Élisabeth'],
        city: 'Montréal',
        state: 'QC',
        zipCode: 'H2X 1L4',
        countryCode: 'CAN',
      },
    ],
    [
      'one without a country, which is left to Sage',
      { street: '1 Main St', city: 'Reno', state: 'nv', postalCode: '89501-1234' },
      { lines: ['1 Main St'], city: 'Reno', state: 'NV', zipCode: '89501-1234' },
    ],
    ['an empty one', {}, { lines: [] }],
  ])('writes %s without a remark', (_name, given, address) => {
    expect(fit(given)).toEqual({ address, rest: '', faults: [], warnings: [] });
  });

  it('writes a state that has no code beside the city', () => {
    const { address, warnings } = fit({ city: 'Leeds', state: 'Yorkshire', country: 'England' });

    expect(address).toEqual({ lines: [], city: 'Leeds, Yorkshire', countryCode: 'GBR' });
    expect(warnings).toEqual([
      {
        message: '"Yorkshire" has no state code in Sage and was written beside the city.',
        path: 'shipTo.state',
      },
    ]);
  });

  it('says so when a state has neither code nor room', () => {
    const { address, warnings } = fit({
      city: 'Newcastle upon Tyne',
      state: 'Northumberland',
      country: 'UK',
    });

    expect(address.city).toBe('Newcastle upon Tyne');
    expect(warnings).toMatchObject([{ path: 'shipTo.state' }]);
  });

  it('refuses a country that cannot be told', () => {
    expect(fit({ city: 'Atlantis', country: 'Atlantis' }).faults).toEqual([
      { code: 'COUNTRY_UNKNOWN', message: '"Atlantis" is not a known country.', path: 'shipTo.country' },
    ]);
  });

  it('refuses a postal code that is too long, because a cut code is another place', () => {
    expect(fit({ postalCode: '30106-1234-99' }).faults).toMatchObject([
      { code: 'FIELD_TOO_LONG', path: 'shipTo.postalCode' },
    ]);
  });

  it('hands back and tells the part of a street that found no room', () => {
    const street =
      'Receiving Department East Wing\n2573 Dufferin Street Building C\nGate 7 behind the old mill\nCall ahead';

    const { rest, warnings } = fit({ street });

    expect(rest).toBe('old mill, Call ahead');
    expect(warnings).toEqual([
      { message: expect.stringContaining('"old mill, Call ahead"'), path: 'shipTo.street' },
    ]);
  });

  it("writes characters that Sage's code page lacks with the closest letters, and says which", () => {
    const { address, warnings } = fit({ street: 'ul. Łódzka 5 🚲', city: '東京' });

    expect(address).toMatchObject({ lines: [expect.stringMatching(/^ul\. Lódzka 5 :/)], city: 'DongJing' });
    expect(warnings.map(({ path }) => path)).toEqual(['shipTo.city', 'shipTo.street']);
    expect(warnings[1]?.message).toContain('Ł 🚲');
  });
});

describe('the code of a country', () => {
  it.each([
    ['US', 'USA'],
    ['usa', 'USA'],
    ['U.S.', 'USA'],
    ['United States of America', 'USA'],
    ['the United States', 'USA'],
    ['Canada', 'CAN'],
    ['México', 'MEX'],
    ['Etats-Unis', 'USA'],
    ['UK', 'GBR'],
    ['Great Britain', 'GBR'],
    ['Scotland', 'GBR'],
    ['GB', 'GBR'],
    ['South Korea', 'KOR'],
    ['Côte d’Ivoire', 'CIV'],
    ['de', 'DEU'],
    ['XX', undefined],
    ['XXX', undefined],
    ['1', undefined],
  ])('of %j is %j', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });
});

describe('the code of a state', () => {
  it.each([
    ['Georgia', 'USA', 'GA'],
    ['ga.', 'USA', 'GA'],
    ['D.C.', 'USA', 'DC'],
    ['new york', undefined, 'NY'],
    ['Ontario', undefined, 'ON'],
    ['Québec', 'CAN', 'QC'],
    ['Ontario', 'USA', undefined],
    ['Bayern', 'DEU', undefined],
  ])('of %j in %j is %j', (name, country, code) => {
    expect(stateCode(name, country)).toBe(code);
  });
});
