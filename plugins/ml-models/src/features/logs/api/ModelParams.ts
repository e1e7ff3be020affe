/** The path parameters that name a model to the HTTP API. */
export type ModelParams = { namespace: string; name: string };
