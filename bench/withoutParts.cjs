// An offline preview of the folder that it is run in, with none of what is told of it: no policies, cost or deployments.
const [, , root, stack] = process.argv;
const { previewOffline } = require(`${root}/dist/generator/offline/previewOffline.js`);

previewOffline({ directory: ".", stack, policyConfiguration: { all: "disabled" } })
  .then((found) => process.stdout.write(`${JSON.stringify(found)}\n`))
  .catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
