#!/usr/bin/env node
import { Command } from 'commander';
import { doctor } from './cli/doctor.ts';
import { loadConfig } from './cli/load-config.ts';
import { start } from './cli/start.ts';
import { version } from './cli/version.ts';
import { ConfigError } from './config.ts';
import { SetupError } from './errors.ts';

/** As sysexits.h: 78 the configuration is wrong, 70 an error of the gateway's own. */
const exitCodes = { config: 78, software: 70 };

// Reads that run at the same time occupy threads of libuv; four, its default, would hold up the file system.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

const program = new Command('sage-gateway')
  .description('Takes requests of Salesforce, works on them in Sage 100 and answers to Salesforce.')
  .version(version)
  .option('-c, --config <file>', 'settings file; else the environment variable GATEWAY_CONFIG names it');
const configured = () => loadConfig(program.opts<{ config?: string }>().config, process.env);

program
  .command('start', { isDefault: true })
  .description('run the gateway until SIGTERM or SIGINT')
  .action(() => start(configured()));
program
  .command('doctor')
  .description(
    'check settings, database, Sage and Salesforce without writing anything, and say how to mend what fails',
  )
  .action(async () => {
    process.exitCode = (await doctor(configured(), (line) => process.stdout.write(`${line}\n`))) ? 0 : 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof ConfigError) {
    console.error(
      `The settings are wrong:\n${error.faults.map(({ path, message }) => `  ${path} ${message}`).join('\n')}`,
    );
    process.exitCode = exitCodes.config;
  } else if (error instanceof SetupError) {
    console.error(`${error.message}\n${error.next}`);
    process.exitCode = exitCodes.config;
  } else {
    console.error(error);
    process.exitCode = exitCodes.software;
  }
  // Whatever a failed start left open must not keep the process.
  process.exit();
}
