/** The options that write what a door found in other formats. */

import type { Command } from 'commander';

/** A file for each format, `-` for stdout. */
export interface FormatFlags {
  readonly junit?: string;
  readonly sarif?: string;
  readonly ktap?: string;
  readonly markdown?: string;
}

/** Gives `command` the options. */
export function withFormatOptions(command: Command): Command {
  return command
    .option('--junit <file>', 'write JUnit XML too (- for stdout, here and below)')
    .option('--sarif <file>', 'write SARIF 2.1.0 too, with schedules as code flows')
    .option('--ktap <file>', 'write KTAP version 1 too')
    .option('--markdown <file>', 'write a summary in Markdown too, for example to "$GITHUB_STEP_SUMMARY"');
}
