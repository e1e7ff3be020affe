import { ResponseError } from '@backstage/errors';
import { Operation, OperationInput, OperationResponse } from './operation';

export interface MlModelsClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** In the browser Backstage's own adds the credentials. */
  fetchApi?: { fetch: typeof fetch };
}

export interface CallInput {
  params?: Record<string, string | number>;
  query?: object;
  body?: unknown;
}

export interface CallOptions {
  /** A Backstage token, for callers outside the browser. */
  token?: string;
  signal?: AbortSignal;
}

/** Calls the HTTP API of ml-models; answers are checked against their schema. */
export class MlModelsClient {
  constructor(private readonly options: MlModelsClientOptions) {}

  /**
   * @throws ResponseError with the server's own message on any status but 2xx
   */
  async call<O extends Operation>(
    operation: O,
    input: OperationInput<O> & CallInput,
    options?: CallOptions,
  ): Promise<OperationResponse<O>> {
    const response = await this.open(operation, input, options);
    return operation.response.parse(
      await response.json(),
    ) as OperationResponse<O>;
  }

  /**
   * Calls without reading the answer's body, which may be a long stream.
   *
   * @throws ResponseError with the server's own message on any status but 2xx
   */
  async open<O extends Operation>(
    operation: O,
    input: OperationInput<O> & CallInput,
    { token, signal }: CallOptions = {},
  ): Promise<Response> {
    const base = await this.options.discoveryApi.getBaseUrl('ml-models');
    const doFetch = this.options.fetchApi?.fetch ?? fetch;
    const response = await doFetch(
      `${base}${toPathAndQuery(operation, input)}`,
      {
        method: operation.method.toUpperCase(),
        signal,
        headers: {
          ...(input.body === undefined
            ? {}
            : { 'content-type': 'application/json' }),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: input.body === undefined ? undefined : JSON.stringify(input.body),
      },
    );
    if (!response.ok) {
      throw await refusalOf(response);
    }
    return response;
  }
}

/** Logs of tasks print an error's message and stack, and never its cause. */
async function refusalOf(response: Response): Promise<ResponseError> {
  const error = await ResponseError.fromResponse(response);
  const statusLine = error.message;
  error.message = error.cause.message || statusLine;
  error.stack = error.stack?.replace(statusLine, () => error.message);
  return error;
}

/** @returns the path with its parameters filled in, and the query string */
export function toPathAndQuery(operation: Operation, input: CallInput): string {
  const path = operation.path.replace(/:([a-zA-Z]+)/g, (_, name) => {
    const value = input.params?.[name];
    if (value === undefined) {
      throw new Error(`${operation.id} needs the path parameter '${name}'`);
    }
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== '') {
      query.set(
        name,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      );
    }
  }
  const search = query.toString();
  return search ? `${path}?${search}` : path;
}
