/**
 * The code of a provider for resources that this package makes itself. Pulumi keeps it in the state and runs it in a
 * process of its own, in the folder of the program. It names this package and no path, so that it is the same text on
 * every machine and for every version. Pulumi would make such a text of a provider object too, but load the TypeScript
 * compiler for it.
 *
 * @param name Name of the provider, and of the module under `components/` that exports it.
 */
export function dynamicProvider(name: string): string {
  return `exports.handler = () => {
  const { createRequire } = require("node:module");
  const { dirname, join } = require("node:path");
  const fromProject = createRequire(join(process.cwd(), "index.js"));
  const root = dirname(fromProject.resolve("slipway/package.json"));
  return fromProject(join(root, "dist/components/${name}.js")).${name};
};
`;
}
