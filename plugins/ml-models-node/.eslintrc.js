module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Tests that other packages run.
      files: ['src/contracts/**/describe*.ts'],
      rules: {
        'jest/no-export': 'off',
        'jest/expect-expect': [
          'warn',
          { assertFunctionNames: ['expect', 'expect*'] },
        ],
      },
    },
  ],
});
