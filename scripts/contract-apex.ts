// Writes the Apex classes that are made from the contract: node scripts/contract-apex.ts
// The package cannot read JSON files of the repository, so the sentences, states and examples reach it as generated classes;
// scripts/contract-apex.test.ts fails when they are not what the contract says.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (name: string) => readFileSync(join(root, 'contract', name), 'utf8');

interface Codes {
  readonly codes: Readonly<Record<string, { readonly title: string; readonly next: string }>>;
}

interface States {
  readonly states: Readonly<Record<string, { readonly meaning: string; readonly final: boolean }>>;
  readonly moves: Readonly<Record<string, readonly string[]>>;
}

/** An Apex string literal; Apex knows \\ \' \n \r \t \uXXXX, and has no literal over several lines. */
function literal(text: string) {
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/'/g, "\\'")
    .replace(/\n/g, '\\n')
    .replace(/[^\x20-\x7e]/g, (char) => '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0'));
  return `'${escaped}'`;
}

const header = (source: string, what: string) =>
  `/**\n * ${what}\n *\n * Made from contract/${source} by: node scripts/contract-apex.ts\n * Edit that file, not this one.\n */\n`;

function errorCodeClass() {
  const codes = Object.entries((JSON.parse(read('error-codes.json')) as Codes).codes);
  const constants = codes.map(([code]) => `    public static final String ${code} = '${code}';`);
  const rows = codes.map(
    ([code, { title, next }]) => `        ${code} => new List<String>{ ${literal(title)}, ${literal(next)} }`,
  );
  return (
    header('error-codes.json', 'Every error code of both halves, with the sentences a person reads.') +
    `public inherited sharing class SageErrorCode {
${constants.join('\n')}

    /** What happened and what to do next, for a person. An unknown code (of a newer gateway) reads as itself. */
    public static String sentence(String code) {
        return sentence(code, SENTENCES.containsKey(code) ? SENTENCES.get(code)[0] : code);
    }

    /** The same with an own first sentence that names the record or value that is meant. */
    public static String sentence(String code, String detail) {
        return SENTENCES.containsKey(code) ? detail + ' ' + SENTENCES.get(code)[1] : detail;
    }

    /** What to do next, by itself; null for an unknown code. */
    public static String next(String code) {
        return SENTENCES.containsKey(code) ? SENTENCES.get(code)[1] : null;
    }

    /** Whether this version of the package knows the code. */
    public static Boolean isKnown(String code) {
        return SENTENCES.containsKey(code);
    }

    private static final Map<String, List<String>> SENTENCES = new Map<String, List<String>>{
${rows.join(',\n')}
    };
}
`
  );
}

/** Every state that can be reached from a state by one or more permitted moves. */
function reachable(moves: States['moves'], from: string, seen = new Set<string>()): Set<string> {
  for (const to of moves[from] ?? [])
    if (!seen.has(to)) {
      seen.add(to);
      reachable(moves, to, seen);
    }
  return seen;
}

function stateClass() {
  const { states, moves } = JSON.parse(read('states.json')) as States;
  const names = Object.keys(states);
  const constant = (state: string) => state.toUpperCase();
  const set = (list: readonly string[]) =>
    `new Set<String>{${list.length ? ` ${list.map(constant).join(', ')} ` : ''}}`.replace('{}', '()');
  return (
    header('states.json', 'The states of a request and the moves between them.') +
    `public inherited sharing class SageRequestState {
${names.map((state) => `    /** ${states[state]?.meaning ?? ''} */\n    public static final String ${constant(state)} = '${state}';`).join('\n')}

    /**
     * Whether a request may be told to be in a state. Answers may overtake each other, so a state counts as reachable when
     * permitted moves lead to it through states that were never reported here. Staying in a state is no move.
     */
    public static Boolean canReach(String fromState, String toState) {
        return fromState == toState || (REACHABLE.containsKey(fromState) && REACHABLE.get(fromState).contains(toState));
    }

    /** Whether the request is answered: nothing more happens unless a person acts. */
    public static Boolean isFinal(String state) {
        return FINAL_STATES.contains(state);
    }

    private static final Set<String> FINAL_STATES = ${set(names.filter((state) => states[state]?.final))};

    private static final Map<String, Set<String>> REACHABLE = new Map<String, Set<String>>{
${names.map((state) => `        ${constant(state)} => ${set(names.filter((to) => reachable(moves, state).has(to)))}`).join(',\n')}
    };
}
`
  );
}

/** A text of several lines as literals, one a line. */
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `        ${literal(line + '\n')}`)
    .join(' +\n');

function exampleClass() {
  const names = readdirSync(join(root, 'contract', 'examples')).filter((name) => name.endsWith('.json'));
  const constant = (name: string) =>
    name
      .replace(/\.json$/, '')
      .replace(/\W/g, '_')
      .toUpperCase();
  return (
    header('examples/*.json', 'The messages of the contract that both halves must agree on.') +
    `@IsTest
public class SageContractExamples {
${names.map((name) => `    /** contract/examples/${name} */\n    public static final String ${constant(name)} =\n${lines(read(`examples/${name}`))};`).join('\n\n')}
}
`
  );
}

function mappingCaseClass() {
  return (
    header('mapping-cases.json', 'What both halves must agree on about the field mapping.') +
    `@IsTest
public class SageMappingCases {
    public static final String TEXT =
${lines(read('mapping-cases.json'))};
}
`
  );
}

/** The generated classes: path within the repository to content. */
export function apexFromContract(): Record<string, string> {
  return {
    'force-app/core/classes/SageErrorCode.cls': errorCodeClass(),
    'force-app/core/classes/SageRequestState.cls': stateClass(),
    'force-app/core/tests/SageContractExamples.cls': exampleClass(),
    'force-app/mapping/tests/SageMappingCases.cls': mappingCaseClass(),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, content] of Object.entries(apexFromContract())) writeFileSync(join(root, file), content);
}
