import fc from 'fast-check';

// Processes, repositories and databases are real: on a busy machine they take their time.
jest.setTimeout(180_000);

// The same examples in every run; to look further, run with another seed.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20130101) });
