import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "dist/**",
      "coverage/**",
      "templates/**",
      "bench/peers/**",
      "tests/**/golden/**",
      "tests/**/fixtures/**",
      "**/*.js",
      "**/*.cjs",
      "**/*.mjs",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // An Output in a template literal is Pulumi's commonest bug, and this rule finds it; numbers are harmless there.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      // Resources are created for their effect.
      "no-new": "off",
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      // Their types are two thousand files: more than half of what a compilation reads, and of its memory.
      "no-restricted-imports": [
        "error",
        {
          paths: [
            { name: "@pulumi/aws", message: "Name the part, such as '@pulumi/aws/ecs'." },
            ...["@pulumi/awsx", "@pulumi/awsx/ec2"].map((name) => ({
              name,
              message: "Its types name the whole of @pulumi/aws: declare the few that are used.",
            })),
          ],
        },
      ],
    },
  },
  {
    // The region's id is the one output of its lookup that providers 5 to 7 all have.
    files: ["components/aws/readAwsPlace.ts"],
    rules: { "@typescript-eslint/no-deprecated": "off" },
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      "max-lines": "off",
      "max-lines-per-function": "off",
      "no-restricted-syntax": [
        "error",
        {
          selector: "Property[key.name='unit'] > Literal[value='binary']",
          message:
            "Its table of all characters stays, 85 MiB: take codePoint of tests/support/codePoint.js.",
        },
      ],
      // Recorded mock inputs are untyped by nature.
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-explicit-any": "off",
    },
  },
);
