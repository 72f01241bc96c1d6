import type { Logger } from 'pino';
import type { SageDocuments, SagePricing } from '../ports.ts';
import { documents } from './documents.ts';
import { launches } from './launch.ts';
import { BoiSession } from './session.ts';
import type { BoiOptions } from './settings.ts';

export { boiSettings, type BoiOptions, type BoiSettings } from './settings.ts';

export interface BoiDocuments extends SageDocuments, SagePricing {
  /**
   * Logs on to a company and makes the objects that orders (and new customers) need, which tries the rights of the user; writes nothing. For the
   * doctor. Throws RetryableError as the port's calls do.
   */
  check(company: string, customers: boolean): Promise<void>;
}

/**
 * Opens Sage's documents for writing by BOI. Nothing is started before the first document; each company has one host process of its
 * own, so that companies work side by side and one company's documents one after another.
 */
export function openBoi(
  options: BoiOptions,
  logger: Logger,
  now: () => Date = () => new Date(),
): BoiDocuments {
  const { password = () => '' } = options;
  const commands = launches(options, process.env);
  const sessions = new Map<string, BoiSession>();

  const sessionOf = (company: string): BoiSession => {
    const known = sessions.get(company);
    if (known) return known;
    const session = new BoiSession({
      company,
      settings: options,
      password: () => password(company),
      launches: commands,
      logger,
    });
    sessions.set(company, session);
    return session;
  };

  return {
    ...documents(options, sessionOf, () => accountingDate(now())),
    async close() {
      await Promise.all([...sessions.values()].map((session) => session.close()));
    },
  };
}

/** The day where the gateway runs, which is the day where Sage runs: `YYYYMMDD`. */
function accountingDate(now: Date): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('');
}
