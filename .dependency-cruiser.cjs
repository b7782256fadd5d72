/** Which folder may import which: components <- policies <- generator, and never back. */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "components-import-nothing-of-ours",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(policies|generator|tests|examples|bench|scripts)/" },
    },
    {
      name: "policies-import-rules-only",
      comment: "rules are pure; the classes beside them make resources",
      severity: "error",
      from: { path: "^policies/" },
      to: {
        path: "^(components|generator|tests)/",
        pathNot: "^components/rules/|^components/[^/]+/rules/",
      },
    },
    {
      name: "nothing-imports-the-generator",
      severity: "error",
      from: { pathNot: "^(generator|tests|bench|scripts)/" },
      to: { path: "^generator/" },
    },
    {
      name: "pure-topics-know-no-pulumi",
      severity: "error",
      from: {
        path: "^components/(aws|deployment|diagnosis|ec2|ecs|elb|naming|network|numbers|scaling|scheduler)/",
      },
      to: { path: "node_modules/@pulumi/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
