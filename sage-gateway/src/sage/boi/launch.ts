import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BoiSettings } from './settings.ts';

/** A program to start, its arguments and its whole environment. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const script = fileURLToPath(new URL('./host/boi-host.ps1', import.meta.url));

/** What Windows, PowerShell, COM and a simulator need; the gateway's own secrets stay out of the child. */
const inherited = [
  'ALLUSERSPROFILE APPDATA COMMONPROGRAMFILES COMMONPROGRAMFILES(X86) COMPUTERNAME COMSPEC HOMEDRIVE HOMEPATH LOCALAPPDATA',
  'NUMBER_OF_PROCESSORS OS PATH PATHEXT PROCESSOR_ARCHITECTURE PROGRAMDATA PROGRAMFILES PROGRAMFILES(X86) PSMODULEPATH PUBLIC',
  'SYSTEMDRIVE SYSTEMROOT TEMP TMP TMPDIR USERDOMAIN USERNAME USERPROFILE WINDIR HOME LANG LC_ALL TZ',
].flatMap((names) => names.split(' '));

/** The commands to try, first to last, until one of them opens a session. `environment` is the gateway's own. */
export function launches(
  settings: BoiSettings,
  environment: Readonly<Record<string, string | undefined>>,
): Launch[] {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && inherited.includes(name.toUpperCase())) env[name] = value;
  }
  if (settings.kind === 'command') {
    const [file = '', ...args] = settings.command;
    return [{ file, args, env: { ...env, ...settings.env } }];
  }
  const windows = environment['SystemRoot'] ?? environment['SYSTEMROOT'] ?? 'C:\\Windows';
  const folders = settings.bitness === 'auto' ? ['SysWOW64', 'System32'] : [settings.bitness];
  return folders.map((folder) => ({
    file: join(windows, folder, 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    // The script is the project's own file; Bypass covers this one process and changes no policy of the machine.
    args: ['-NoProfile', '-NonInteractive', '-STA', '-ExecutionPolicy', 'Bypass'].concat(
      ['-File', script],
      ['-ByRef', settings.byRef],
    ),
    env,
  }));
}
