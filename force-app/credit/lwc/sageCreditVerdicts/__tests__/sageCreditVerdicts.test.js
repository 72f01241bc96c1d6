import { verdictOf } from 'c/sageCreditVerdicts';

describe('verdictOf', () => {
  it('has words and an icon for each verdict of the contract', () => {
    const verdicts = ['WithinLimit', 'OverLimit', 'OnHold', 'NoLimit'].map(verdictOf);

    expect(new Set(verdicts.map(({ text }) => text)).size).toBe(4);
    expect(new Set(verdicts.map(({ icon }) => icon)).size).toBe(4);
  });

  it('shows a verdict of a newer gateway as it came, and says what to do', () => {
    expect(verdictOf('Perhaps')).toMatchObject({
      text: 'Perhaps',
      meaning: expect.stringContaining('update the package'),
    });
  });
});
