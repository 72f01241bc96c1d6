import { parseArgs } from 'node:util';
import { ComError } from './boi/session.ts';
import { FaultSource, type DueFault } from './faults.ts';
import { act, actDuringWrite } from './host/fault-acts.ts';
import { readLines } from './host/lines.ts';
import { HostOperations } from './host/operations.ts';
import { HostError, requestSchema, type ErrorBody, type Request } from './host/protocol.ts';
import { openSimulatorFile } from './store/simulator-file.ts';

/*
 * The simulator's BOI host: `node host.ts --data DIR` answers contract/boi-host on standard input and output.
 */

const GARBAGE = 'ProvideX: Warning: this line is not of the protocol';

const { values: args } = parseArgs({ options: { data: { type: 'string' } } });
if (args.data === undefined) {
  console.error('usage: node host.ts --data DIR');
  process.exit(2);
}

let due: readonly DueFault[] = [];
const operations = new HostOperations({ dataFolder: args.data, duringWrite: () => actDuringWrite(due) });
const simulatorFile = openSimulatorFile(args.data);
const faults = new FaultSource(simulatorFile);

for await (const line of readLines(process.stdin)) {
  if (line.trim() === '') continue;
  const end = await answer(line);
  if (end !== undefined) await leave(end);
}
await leave(0);

/** Answers one line; a number is the exit code with which the host ends now. */
async function answer(line: string): Promise<number | undefined> {
  const { id, request, fault } = parse(line);
  if (request === undefined) {
    await reply({ id, ok: false, error: { kind: 'protocol', stage: 'open', message: fault } });
    return undefined;
  }
  try {
    due = faults.take(request.op, companyOf(request), 'object' in request ? (request.object ?? '') : '');
    if (due.some(({ kind, moment }) => kind === 'garbage' && moment === 'before')) await writeLine(GARBAGE);
    await act(due, 'before');
    const result = operations.run(request);
    await act(due, 'after');
    const lost = due.some(({ kind, moment }) => kind === 'garbage' && moment === 'after');
    await (lost ? writeLine(GARBAGE) : reply({ id, ok: true, ...result }));
    return request.op === 'close' ? 0 : undefined;
  } catch (error) {
    const body = toErrorBody(error);
    if (body.kind === 'com') console.error(`session spoiled: ${body.message}`);
    await reply({ id, ok: false, error: body });
    return body.kind === 'com' ? 1 : undefined;
  }
}

function parse(line: string): { id: number | null; request?: Request; fault: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { id: null, fault: 'the line is not JSON' };
  }
  const id =
    typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'number' ? json.id : null;
  const parsed = requestSchema.safeParse(json);
  if (parsed.success) return { id, request: parsed.data, fault: '' };
  const [issue] = parsed.error.issues;
  return { id, fault: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}` };
}

function companyOf(request: Request): string {
  return request.op === 'open' ? request.company : operations.company;
}

function toErrorBody(error: unknown): ErrorBody {
  if (error instanceof HostError) return error.body;
  // Anything unexpected (a full disk, a lost file) is to the caller what a COM exception is: the session cannot be trusted.
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'com', stage: error instanceof ComError ? 'object' : 'write', message };
}

function reply(body: object): Promise<void> {
  return writeLine(JSON.stringify(body));
}

function writeLine(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

async function leave(code: number): Promise<never> {
  operations.cleanUp();
  simulatorFile.close();
  process.exit(code);
}
