/** Path of the manifest from the project root: how disagreements name it. */
export const manifestPath = 'spec/manifest.json';
