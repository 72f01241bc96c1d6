const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of a 15-character id: three characters tell which letters are capitals. */
export function to18(id: string): string {
  if (id.length !== 15) return id;
  let suffix = '';
  for (let start = 0; start < 15; start += 5) {
    let capitals = 0;
    for (let offset = 0; offset < 5; offset += 1) {
      const letter = id.charAt(start + offset);
      if (letter >= 'A' && letter <= 'Z') capitals |= 1 << offset;
    }
    suffix += CHECKSUM.charAt(capitals);
  }
  return id + suffix;
}

export function isIdText(text: string): boolean {
  return (text.length === 15 || text.length === 18) && /^[0-9a-zA-Z]+$/.test(text);
}

/** The == of Strings and Ids: without regard to case, and the 15- and 18-character forms of an id are equal. */
export function strEq(a: string | null | undefined, b: string | null | undefined): boolean {
  if (a === b) return true;
  if (a === null || a === undefined || b === null || b === undefined) return false;
  if (a.length === b.length) return a.toLowerCase() === b.toLowerCase();
  return a.length === 15 && b.length === 18
    ? isFormOf(a, b)
    : a.length === 18 && b.length === 15 && isFormOf(b, a);
}

function isFormOf(short: string, long: string): boolean {
  return long.startsWith(short) && isIdText(short) && to18(short) === long;
}
