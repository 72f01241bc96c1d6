/*
 * A BOI host that does what a script says, for tests of the protocol's edges. Run by node: `fake-host-program.ts <folder>`.
 * The folder holds script.json: for each start of the program a list of steps, one for each message. Every message received is
 * appended to received.jsonl, so a test can see what was asked over several starts.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Script, Step } from './fake-host.ts';

const folder = process.argv[2] ?? '';
const script = JSON.parse(readFileSync(join(folder, 'script.json'), 'utf8')) as Script;
const log = join(folder, 'received.jsonl');
const starts = readFileSync(log, 'utf8')
  .split('\n')
  .filter((line) => line.includes('"started"')).length;
appendFileSync(log, `${JSON.stringify({ started: process.pid })}\n`);
const steps = [...(script[starts] ?? [])];

/** What a host answers when the script says nothing else. */
function usual(message: { id: number; op: string; lines?: unknown[] }): object {
  const { id, op } = message;
  if (op === 'open') return { id, ok: true, protocol: 1, host: 'fake', pid: process.pid };
  if (op === 'ping') return { id, ok: true, company: 'ABC' };
  if (op === 'next') return { id, ok: true, value: '0000101' };
  if (op === 'close') return { id, ok: true };
  const lines = (message.lines ?? []).map((_line, index) => ({
    read: { UnitPrice: '1.5', ExtensionAmt: '3', LineKey$: String(index + 1).padStart(6, '0') },
  }));
  return { id, ok: true, existed: false, warnings: [], read: {}, lines };
}

async function take(step: Step, message: { id: number; op: string }): Promise<void> {
  if (step.delayMs !== undefined) await delay(step.delayMs);
  if (step.hang) return;
  for (const piece of step.pieces ?? []) {
    process.stdout.write(Buffer.from(piece, 'base64'));
    await delay(20);
  }
  if (step.raw !== undefined) await new Promise((resolve) => process.stdout.write(step.raw ?? '', resolve));
  if (step.endless)
    for (;;) await new Promise((resolve) => process.stdout.write('x'.repeat(65_536), resolve));
  if (step.exit !== undefined) process.exit(step.exit);
  if (step.raw !== undefined || step.pieces !== undefined) return;
  const reply = { ...usual(message), ...step.reply };
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

for await (const line of createInterface({ input: process.stdin })) {
  appendFileSync(log, `${line}\n`);
  const message = JSON.parse(line) as { id: number; op: string };
  await take(steps.shift() ?? {}, message);
  if (message.op === 'close' && !script.flat().some((step) => step.staysOpen)) process.exit(0);
}
