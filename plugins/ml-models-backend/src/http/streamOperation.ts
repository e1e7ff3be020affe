import { Router } from 'express';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { z } from 'zod';
import { admitCall, AdmittedOperation, assertGuarded } from './admitCall';
import { OperationCall } from './readOperationCall';

/** A file that is written while it is read. */
export interface StreamedFile {
  name: string;
  contentType: string;
  /** Asked for one at a time, as fast as the caller reads. */
  chunks: AsyncGenerator<string>;
}

export interface StreamedOperation<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
> extends AdmittedOperation<Path, Query, Body> {
  router: Router;
  handle(call: OperationCall<Path, Query, Body>): Promise<StreamedFile>;
}

/** Serves an operation whose answer is a file that may be larger than memory. */
export function streamOperation<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
>(options: StreamedOperation<Path, Query, Body>): void {
  assertGuarded(options);
  const { router, operation, handle } = options;
  router[operation.method](operation.path, async (request, response) => {
    const call = await admitCall(options, request, response);
    const { name, contentType, chunks } = await handle(call);
    // Read before anything is sent: what fails at once still gets its status.
    const first = await chunks.next();
    response.attachment(name).type(contentType);
    await pipeline(Readable.from(resume(first, chunks)), response).catch(
      error => {
        // A caller who has had enough is no failure. Whatever else happens
        // breaks the connection off, so that no half file passes for a whole.
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
          throw error;
        }
      },
    );
  });
}

async function* resume(
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (!first.done) {
    yield first.value;
    yield* rest;
  }
}
