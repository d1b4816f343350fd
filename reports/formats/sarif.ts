/**
 * SARIF 2.1.0 (OASIS): a result for each check that failed or settles a claim, schedules as code flows.
 *
 * A check that is not as expected is an error. Everything else is there because a reader may ask for it, with a kind that says so:
 * `informational` for what was refuted as expected and for what is only told, `pass` for what holds, `open` for what is unknown.
 * Of what passed, checks that settle no claim (types, witnesses) are left out, unless they are the one that leads their group.
 */

import { createHash } from 'node:crypto';
import type {
  CodeFlow,
  Location,
  Log,
  LogicalLocation,
  Notification,
  ReportingDescriptor,
  Result,
  ThreadFlowLocation,
} from 'sarif';
import { type Check, type CheckGroup, checksOf, type FlowStep, type Place, type Telling } from './telling.js';
import { wellFormed } from './text.js';

/** Readers such as GitHub know the root of the sources by this name. */
const sourceRoot = '%SRCROOT%';

/** The whole file. `version` is that of lsm-verify. */
export function sarifText(telling: Telling, version: string): string {
  const told = checksOf(telling).filter(([, check]) => isTold(check));
  const rules = [...new Set(told.map(([, { rule }]) => rule))].sort();
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'lsm-verify',
            version,
            rules: rules.map((rule) =>
              ruleOf(
                rule,
                told.filter(([, check]) => check.rule === rule).map(([, check]) => check),
              ),
            ),
          },
        },
        automationDetails: { id: `lsm-verify/${telling.door}/` },
        invocations: [
          {
            executionSuccessful: !telling.interrupted,
            toolExecutionNotifications: notifications(telling),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: told.map(([group, check]) => resultOf(group, check, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, (_, value) => (typeof value === 'string' ? wellFormed(value) : value), 1)}\n`;
}

function isTold({ outcome, claims, leads }: Check): boolean {
  if (outcome === 'failed' || outcome === 'noted') return true;
  return outcome !== 'skipped' && (claims.length > 0 || leads === true);
}

function ruleOf(id: string, checks: readonly Check[]): ReportingDescriptor {
  const claims = [...new Set(checks.flatMap((check) => check.claims))].filter((claim) => claim !== id).sort();
  const settles = claims.length === 0 ? '' : ` Settles ${claims.join(', ')}.`;
  return {
    id,
    shortDescription: { text: id },
    fullDescription: { text: `${id}.${settles}` },
    defaultConfiguration: { level: 'error' },
    ...(claims.length === 0 ? {} : { properties: { tags: claims } }),
  };
}

/** What was not run is told of the run, not as a result: nothing was found there. */
function notifications(telling: Telling): Notification[] {
  const skipped = checksOf(telling).filter(([, { outcome }]) => outcome === 'skipped');
  return [
    notification(telling.ok ? 'note' : 'error', telling.summary),
    ...(telling.partial ? [notification('note', 'This is not a full run.')] : []),
    ...skipped.map(([, { name, message }]) => notification('note', `${name}: ${message}`)),
  ];
}

function notification(level: 'note' | 'error', text: string): Notification {
  return { level, message: { text } };
}

const kinds = {
  failed: 'fail',
  refuted: 'informational',
  noted: 'informational',
  passed: 'pass',
  open: 'open',
} as const;

function resultOf(group: CheckGroup, check: Check, rules: readonly string[]): Result {
  const { rule, outcome, message, name, place, expectedAt, flow } = check;
  const kind = outcome === 'skipped' ? 'notApplicable' : kinds[outcome];
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    kind,
    // The standard asks for "none" wherever the kind is not "fail".
    level: kind === 'fail' ? 'error' : 'none',
    message: { text: message },
    locations: place === undefined ? [] : [{ ...physical(place), logicalLocations: [logical(group, name)] }],
    ...(expectedAt === undefined
      ? {}
      : { relatedLocations: [{ id: 1, ...physical(expectedAt), message: { text: 'where the expectation stands' } }] }),
    ...(flow === undefined || flow.length === 0 ? {} : { codeFlows: [codeFlow(flow)] }),
    partialFingerprints: { 'lsmVerify/v1': fingerprint(group.name, rule, name) },
    properties: { subject: group.name, claims: check.claims, notes: group.notes },
  };
}

/** One thread: each step where the module says it, and below it where the implementation does. */
function codeFlow(flow: readonly FlowStep[]): CodeFlow {
  const locations = flow.flatMap(({ step, text, spec, source }, index): ThreadFlowLocation[] => {
    const said = `${index}. ${step}${text === '' ? '' : `: ${text}`}`;
    const first = { ...(spec === undefined ? {} : physical(spec)), message: { text: said } };
    const below = source && { ...physical(source), message: { text: `${step} in the implementation` } };
    return [flowLocation(first, 0), ...(below === undefined ? [] : [flowLocation(below, 1)])];
  });
  return { threadFlows: [{ locations: locations.map((each, index) => ({ ...each, executionOrder: index + 1 })) }] };
}

/** @param nestingLevel 0 what happens, 1 where it does. */
function flowLocation(location: Location, nestingLevel: 0 | 1): ThreadFlowLocation {
  return { location, nestingLevel, importance: nestingLevel === 0 ? 'essential' : 'important' };
}

function physical({ file, line }: Place): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file), uriBaseId: sourceRoot },
      region: { startLine: line },
    },
  };
}

function logical(group: CheckGroup, name: string): LogicalLocation {
  return { name, fullyQualifiedName: `${group.name}/${name}` };
}

/** A path from the root as a relative reference. */
function uriOf(file: string): string {
  return wellFormed(file).split('/').map(encodeURIComponent).join('/');
}

function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
