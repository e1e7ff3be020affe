module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // A program that a test runs, with packages that only tests need.
      files: ['src/**/__fixtures__/*.mjs'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
  ],
});
