module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The tests start the portal with the scripts that people start it with.
    '@backstage/no-relative-monorepo-imports': 'off',
  },
});
