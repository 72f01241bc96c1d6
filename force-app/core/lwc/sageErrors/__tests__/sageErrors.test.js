import { fill, readError } from 'c/sageErrors';

describe('readError', () => {
  it('tells code and sentences of our controllers apart', () => {
    expect(readError({ body: { message: 'NOT_LIVE\nThe package is read-only.\nGo live.' } })).toEqual({
      code: 'NOT_LIVE',
      message: 'The package is read-only.\nGo live.',
    });
  });

  it('shows other errors with the words of the platform', () => {
    const shown = [
      [{ body: { message: 'You do not have access.' } }, 'You do not have access.'],
      [{ body: [{ message: 'One.' }, { message: 'Two.' }] }, 'One.\nTwo.'],
      [
        {
          body: {
            output: { errors: [{ message: 'A rule.' }], fieldErrors: { Name: [{ message: 'Too long.' }] } },
          },
        },
        'A rule.\nToo long.',
      ],
      [new Error('Network'), 'Network'],
      ['text', 'text'],
    ];
    for (const [error, message] of shown) expect(readError(error)).toEqual({ code: undefined, message });
  });
});

describe('fill', () => {
  it('puts values in the places of their numbers', () => {
    expect(fill('{1} of {0}', 10, 0)).toBe('0 of 10');
    expect(fill('{0}')).toBe('');
  });
});
