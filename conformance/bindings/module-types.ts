/** A module's names as TypeScript types: a binding that uses them no longer compiles when the module changes. */

import { IndentationText, Project, QuoteKind, VariableDeclarationKind } from 'ts-morph';
import type { ModuleShape } from '../../spec/checker/index.js';

/** Where the types of a module stand, from the project root: `tsem/TrustRelease` has `conformance/bindings/tsem/trust-release.types.ts`. */
export function typesPath(module: string): string {
  const [system = '', name = ''] = module.split('/');
  return `conformance/bindings/${system}/${kebab(name)}.types.ts`;
}

/** The text of that file. */
export function moduleTypes(module: string, { variables, actions }: ModuleShape): string {
  const name = module.slice(module.indexOf('/') + 1);
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { quoteKind: QuoteKind.Single, indentationText: IndentationText.TwoSpaces },
  });
  const file = project.createSourceFile(
    'types.ts',
    `/** Names of ${module}. Made from spec/${module}.tla by \`npm run types\`; not to be edited. */\n\n`,
  );
  file.addImportDeclaration({
    isTypeOnly: true,
    moduleSpecifier: '../../../spec/checker/index.js',
    namedImports: ['Value'],
  });
  file.addInterface({
    isExported: true,
    name: `${name}State`,
    docs: ['A state: every variable with its value.'],
    properties: variables.map((variable) => ({ name: variable, type: 'Value', isReadonly: true })),
  });
  file.addInterface({
    isExported: true,
    name: `${name}Arguments`,
    docs: ['The arguments of each action, in the order of its parameters.'],
    properties: actions.map(({ name: action, parameters }) => ({
      name: action,
      type: `readonly [${parameters.map((parameter) => `${parameter}: Value`).join(', ')}]`,
      isReadonly: true,
    })),
  });
  file.addTypeAlias({
    isExported: true,
    name: `${name}Arities`,
    docs: ['The number of arguments of each action.'],
    type: `{ readonly [A in keyof ${name}Arguments]: ${name}Arguments[A]['length'] }`,
  });
  file.addVariableStatement({
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    docs: ['In the order of VARIABLES.'],
    declarations: [
      {
        name: `${name.charAt(0).toLowerCase()}${name.slice(1)}Variables`,
        initializer: `[${variables.map((variable) => `'${variable}'`).join(', ')}] as const satisfies readonly (keyof ${name}State)[]`,
      },
    ],
  });
  return file.getFullText();
}

function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
