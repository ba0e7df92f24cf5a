import tseslint from "typescript-eslint";

/** What strict numerics may not use: these differ in the last bit between JavaScript engines. */
const INEXACT =
  "acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 pow sin sinh tan tanh".split(
    " "
  );

export default tseslint.config(
  {ignores: ["dist/", "node_modules/", "**/*.as.ts", "tests/.output/"]},
  {linterOptions: {reportUnusedDisableDirectives: "error"}},
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    // one program for all files: the project service, which opens them one by one as an editor does, takes a quarter more
    languageOptions: {
      parserOptions: {project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname}
    },
    rules: {
      eqeqeq: "error",
      "prefer-const": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-console": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        {argsIgnorePattern: "^_", varsIgnorePattern: "^_"}
      ]
    }
  },
  {
    files: ["worker/**/*.ts", "kernels-as/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "BinaryExpression[operator='**']",
          message: "** differs between JavaScript engines: use pow from worker/math"
        },
        {
          selector: "AssignmentExpression[operator='**=']",
          message: "**= differs between JavaScript engines: use pow from worker/math"
        },
        {
          selector: `MemberExpression[object.name='Math'][property.name=/^(${INEXACT.join("|")}|random)$/]`,
          message: "inexact or random Math: use worker/math or worker/random"
        },
        {
          selector:
            "MemberExpression[object.name='Math'][computed=true], VariableDeclarator[init.name='Math']",
          message: "name the function of Math, so that the inexact ones can be told apart"
        }
      ]
    }
  },
  {
    files: ["web/**/*.ts", "web/**/*.tsx"],
    rules: {
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
          property,
          message: "the page never parses strings as HTML"
        }))
      ]
    }
  },
  {files: ["tests/**/*.ts"], rules: {"no-console": "off"}},
  {files: ["**/*.mjs"], ...tseslint.configs.disableTypeChecked}
);
