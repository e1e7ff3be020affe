// Whole backends start: on a busy machine they take their time.
jest.setTimeout(180_000);
