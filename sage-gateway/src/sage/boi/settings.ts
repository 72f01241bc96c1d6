import { z } from 'zod';
import { companyCode } from '../company-code.ts';

const seconds = (fallback: number, max: number) => z.number().positive().max(max).default(fallback);

const common = {
  /** Sage user the host logs on with; empty: Unified Logon only (the Windows account is mapped to a Sage user). */
  user: z.string().max(60).default(''),
  /** Another Sage user for single companies. */
  users: z.record(companyCode, z.string().max(60)).default({}),
  /** Starting the host and logging on; slow on a cold machine. */
  openSeconds: seconds(90, 600),
  /** One short call, such as taking the next number. */
  callSeconds: seconds(30, 600),
  /** Writing a document without its lines. */
  writeSeconds: seconds(60, 3600),
  /** Added to writeSeconds for each line. */
  writeSecondsPerLine: z.number().nonnegative().max(60).default(0.5),
  /** How long a host may take to clean up before it is ended. */
  closeSeconds: seconds(10, 120),
  /** A host that could not be started is not started again sooner, so that a wrong password does not lock the Sage user. */
  pauseSeconds: z.number().nonnegative().max(600).default(5),
  /** Sessions grow old: a new host after so many documents or hours, between two documents. */
  recycleDocuments: z.int().positive().default(500),
  recycleHours: z.number().positive().default(4),
  /** Longest answer line that is accepted; an order of 1,000 lines needs about 150 KB. */
  maxReplyBytes: z.int().min(1024).default(4_194_304),
};

/**
 * How documents are written to Sage. `powershell`: the host of this project on Windows; `command`: any program that speaks
 * contract/boi-host (the sandbox's simulator). The password is never part of the settings file.
 */
export const boiSettings = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('powershell'),
    /** Which Windows PowerShell: SysWOW64 is 32-bit (Sage up to 2025), System32 64-bit (2026); auto tries them in this order. */
    bitness: z.enum(['auto', 'SysWOW64', 'System32']).default('auto'),
    progId: z.string().min(1).default('ProvideX.Script'),
    /** The folder MAS90\Home, local or UNC. */
    home: z.string().min(1),
    /** How by-ref values are fetched: `ref` is PowerShell's own way, `invoke` goes through reflection. */
    byRef: z.enum(['ref', 'invoke']).default('ref'),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('command'),
    command: z.array(z.string()).min(1),
    /** Added to the environment of the host. */
    env: z.record(z.string(), z.string()).default({}),
    progId: z.string().min(1).default('ProvideX.Script'),
    home: z.string().min(1).default('MAS90\\Home'),
    ...common,
  }),
]);

export type BoiSettings = z.output<typeof boiSettings>;

/** Settings and the secret that goes with them: the password of the company's Sage user, empty for Unified Logon. */
export type BoiOptions = BoiSettings & { readonly password?: (company: string) => string | Promise<string> };
