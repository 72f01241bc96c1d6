import { Command, InvalidArgumentError } from 'commander';
import { atDesk } from '../desk/desk.ts';
import type { Session } from '../boi/session.ts';
import type { Row } from '../dictionary/table.ts';
import { DEMO_COMPANY } from '../seed/demo.ts';
import { machineClock } from '../store/settings.ts';
import { onSimulatorFile } from '../store/simulator-file.ts';

interface Globals {
  readonly data: string;
  readonly company: string;
  readonly at?: Date;
}

/** The command line without its commands. */
export function newProgram(): Command {
  return new Command('sage-simulator')
    .description(
      'Sage 100 simulator: seeds, loads, shows, works as people at Sage do, and breaks things on demand',
    )
    .requiredOption('--data <dir>', 'data folder')
    .option('--company <code>', 'company code', DEMO_COMPANY)
    .option('--at <time>', "clock of Sage's machine for this command, local: 2026-11-01T01:30:00", moment);
}

/** Options that stand before the command. */
export function globalsOf(program: Command): Globals {
  return program.opts<Globals>();
}

/** The time of this command. */
export function clockOf(program: Command): Date {
  const { data, at } = globalsOf(program);
  return at ?? onSimulatorFile(data, machineClock);
}

/** Works as a person at Sage, by the clock of `--at`, and prints what came of it. */
export function work(program: Command, doing: (desk: Session) => unknown): void {
  const { data, company, at } = globalsOf(program);
  print(atDesk(data, company, at === undefined ? {} : { now: () => at }, doing));
}

export function print(value: unknown): void {
  if (value !== undefined) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** `Column=Value` arguments as a row; the value may be blank. */
export function cells(texts: readonly string[]): Row {
  return Object.fromEntries(
    texts.map((text) => {
      const [, column, value] = /^(\w+\$?)=(.*)$/s.exec(text) ?? [];
      if (column === undefined || value === undefined)
        throw new InvalidArgumentError(`"${text}" is not Column=Value`);
      return [column, value];
    }),
  );
}

/** The parts of a key, joined by `+` as the dictionary writes it; a part may be blank. */
export function keyParts(text: string): string[] {
  return text.split('+');
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number is needed');
  return Number(text);
}

export function decimal(text: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('a decimal number is needed');
  return text;
}

export function percentage(text: string): number {
  const percent = Number(decimal(text));
  if (percent < 0 || percent > 100) throw new InvalidArgumentError('a percentage of 0 to 100 is needed');
  return percent;
}

function moment(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('a time is needed, such as 2026-11-01T01:30:00');
  return at;
}
