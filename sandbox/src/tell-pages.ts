import type { Stack } from './stack.ts';

/** Says where people find the org's pages, and begins to build them, so that the first one opens at once. */
export function tellPages({ orgUrl, emulatedOrg }: Stack, tell: (sentence: string) => void): void {
  tell('');
  tell('The pages, with the components of the package (choose a user at the login):');
  for (const [label, url] of emulatedOrg.pages.addresses()) tell(`  ${label.padEnd(22)} ${orgUrl}${url}`);
  emulatedOrg.pages.build().catch((error: Error) => tell(error.message));
}
