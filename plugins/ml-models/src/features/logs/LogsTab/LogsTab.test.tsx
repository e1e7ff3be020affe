import {
  InferenceDetail,
  modelReportSchema,
  ModelPermission,
  operations,
  recordsDeletePermission,
  recordsReadPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  aModelStatus,
  anIdleEnvironment,
} from '../../../__testUtils__/builders/aModelStatus';
import { useLocation } from 'react-router-dom';
import {
  answer,
  answerError,
  answerNever,
  TEST_API_URL,
} from '../../../__testUtils__/answer';
import { aFeatureDistribution } from '../../../__testUtils__/builders/aFeatureDistribution';
import { aModelAt } from '../../../__testUtils__/builders/aModelAt';
import {
  aFailedRecord,
  anInferenceDetail,
  anInferenceRecord,
} from '../../../__testUtils__/builders/anInferenceRecord';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { aVerdict } from '../../../__testUtils__/builders/aVerdict';
import { renderModels } from '../../../__testUtils__/renderModels';
import { LogsTab } from './LogsTab';

const modelRef = 'mlmodel:default/flight-delay';
const ok = anInferenceRecord();
const failed = aFailedRecord({ time: '2026-03-01T11:58:00.000Z' });

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

beforeEach(() => {
  server.use(
    answer(operations.getModelStatus, {
      modelRef,
      serving: { runtime: 'local' },
      latestVersion: 3,
      environments: [
        {
          name: 'production',
          traffic: [],
          liveVersion: 3,
          endpoint: 'http://127.0.0.1:7070/production/default/flight-delay',
          requestsLastHour: 0,
          errorsLastHour: 0,
          verdict: aVerdict(),
        },
      ],
    }),
    answer(operations.listVersions, { items: [aVersion(3), aVersion(2)] }),
    answer(operations.getVersion, {
      ...aVersion(3),
      signature: {
        inputs: [{ name: 'distance', type: 'integer', required: true }],
        outputs: [],
      },
    }),
    answer(operations.getInferenceHistogram, {
      from: '2026-03-01T00:00:00.000Z',
      until: '2026-03-01T12:00:00.000Z',
      bucketSeconds: 3600,
      buckets: [],
      total: 2,
      errors: 1,
    }),
    answer(operations.listMarkers, { items: [] }),
    answer(operations.getInference, anInferenceDetail()),
    answer(operations.getModelAt, aModelAt()),
    answer(operations.getInferenceNeighbours, {
      newer: [],
      older: [],
      sameRequest: [],
    }),
    answer(operations.getFeatureDistribution, aFeatureDistribution()),
    answer(operations.listExceptions, { items: [], furtherGroups: 0 }),
    answer(operations.searchInferences, { items: [ok, failed] }),
  );
});

function aVersion(version: number) {
  return {
    modelRef,
    version,
    origin: 'registered' as const,
    createdAt: '2026-02-01T00:00:00.000Z',
    metrics: [],
    referenceRows: 0,
    serving: [],
  };
}

/** Version 3 predicts what `late` tells later. */
function aReportWithTarget() {
  return modelReportSchema.parse({
    schemaVersion: 1,
    model: 'flight-delay',
    signature: {
      inputs: [{ name: 'distance', type: 'integer' }],
      outputs: [{ name: 'delayed', type: 'boolean' }],
    },
    target: { output: 'delayed', name: 'late', type: 'boolean' },
    artifact: { path: 'model.tar.gz', digest: `sha256:${'a'.repeat(64)}` },
  });
}

/** Answers searches one by one; keeps the queries that were asked. */
function recordSearches(respond: (query: URLSearchParams) => object) {
  const queries: URLSearchParams[] = [];
  server.use(
    http.get(
      `${TEST_API_URL}${operations.searchInferences.path}`,
      ({ request }) => {
        const query = new URL(request.url).searchParams;
        queries.push(query);
        return HttpResponse.json(respond(query));
      },
    ),
  );
  return queries;
}

function Address() {
  return <output aria-label="address">{useLocation().search}</output>;
}

const show = (query = '', refused?: ModelPermission[]) =>
  renderModels(
    <>
      <LogsTab />
      <Address />
    </>,
    { entity: anMlModelEntity(), url: `/${query}`, refused },
  );

/** Counts what no caller got, and two records of callers. */
function answerShadows(total: number): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  server.use(
    http.get(
      `${TEST_API_URL}${operations.getInferenceHistogram.path}`,
      ({ request }) => {
        const isShadow = request.url.includes('traffic=shadow');
        asked.push(new URL(request.url).searchParams);
        return HttpResponse.json({
          from: '2026-03-01T00:00:00.000Z',
          until: '2026-03-01T12:00:00.000Z',
          bucketSeconds: 3600,
          buckets: [],
          total: isShadow ? total : 2,
          errors: 0,
          invalidRequests: 0,
        });
      },
    ),
  );
  return asked;
}

describe('what no caller got', () => {
  it('is left out, as in Performance, and shown when asked for', async () => {
    const searches = recordSearches(() => ({ items: [ok] }));
    answerShadows(1);
    show('?q=version:3');
    expect(
      await screen.findByText(
        /Left out, as in Performance: 1 record whose answers no caller got/,
      ),
    ).toBeInTheDocument();
    expect(searches[0].get('traffic')).toBe('callers');
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() => expect(searches).toHaveLength(2));
    expect(searches[1].get('traffic')).toBeNull();
    expect(
      new URLSearchParams(screen.getByLabelText('address').textContent ?? '')
        .get('q')
        ?.split(' '),
    ).toEqual(['version:3', 'traffic:all']);
    expect(screen.queryByText(/Left out/)).not.toBeInTheDocument();
  });

  it('is told of while new records appear as they come in, too', async () => {
    recordSearches(() => ({ items: [ok] }));
    answerShadows(1);
    show('?tail=true');
    const told = await screen.findByText(/Left out, as in Performance/);
    expect(told).toHaveTextContent(
      /^New records appear as they come in. Left out, as in Performance: 1 record/,
    );
  });

  it('is found by its id', async () => {
    const searches = recordSearches(() => ({ items: [ok] }));
    answerShadows(1);
    show('?q=id:request-7');
    await waitFor(() => expect(searches).toHaveLength(1));
    expect(searches[0].get('traffic')).toBeNull();
  });

  it('is no reason to think that a model was asked', async () => {
    answerShadows(1);
    recordSearches(query => ({
      items: query.get('traffic') === 'callers' ? [] : [ok],
    }));
    show();
    expect(await screen.findByText('No records yet')).toBeInTheDocument();
    expect(
      screen.getByText(/1 record whose answers no caller got/),
    ).toBeInTheDocument();
  });

  it('is told of below exceptions, too', async () => {
    const asked = answerShadows(2);
    show('?view=exceptions');
    expect(await screen.findByText('No exceptions')).toBeInTheDocument();
    expect(
      await screen.findByText(/2 records whose answers no caller got/),
    ).toBeInTheDocument();
    // One that was answered is no exception that is left out.
    expect(new Set(asked.map(query => query.get('status')))).toEqual(
      new Set(['failed']),
    );
  });
});

it('says who may read, and asks for no record, where one may not', async () => {
  const searches = recordSearches(() => ({ items: [] }));
  show('', [recordsReadPermission]);
  expect(
    await screen.findByText(
      /You may not read the records of Flight delay risk/,
    ),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: 'Open performance' }),
  ).toHaveAttribute(
    'href',
    expect.stringMatching(/flight-delay\/performance$/),
  );
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(searches).toEqual([]);
});

it('does not let everyone delete', async () => {
  show('', [recordsDeletePermission]);
  await userEvent.click(
    await screen.findByRole('button', { name: 'More actions' }),
  );
  const item = await screen.findByRole('menuitem', { name: /Delete a person/ });
  expect(item).toHaveAttribute('aria-disabled', 'true');
  expect(item).toHaveTextContent('You may not delete records of');
});

const address = () =>
  new URLSearchParams(
    screen.getByRole('status', { name: 'address', hidden: true }).textContent ??
      '',
  );

/** At once: letter by letter takes seconds in so large a document. */
const fill = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function search(line: string) {
  fill('Search records', line);
  await userEvent.type(screen.getByLabelText('Search records'), '{Enter}');
}

const bodyRows = async () =>
  within(await screen.findByRole('table', { name: 'Inference records' }))
    .getAllByRole('row')
    .slice(1);

describe('LogsTab', () => {
  it('lists records newest first, with outputs and first inputs', async () => {
    show();
    const [first, second] = await bodyRows();
    expect(first).toHaveTextContent(/1 Mar 11:59:00.000.*3OK5.25 ms/);
    expect(first).toHaveTextContent('true0.81252475AA');
    expect(second).toHaveTextContent('422 Invalid request, ValueError');
    expect(
      screen
        .getAllByRole('columnheader')
        .map(header => header.textContent)
        .slice(4),
    ).toEqual(['→ delayed', '→ probability', 'distance', 'carrier']);
  });

  it('keeps the place of the list while it loads', async () => {
    server.use(answerNever(operations.searchInferences));
    show();
    expect(
      await screen.findByRole('status', { name: 'Loading the records' }),
    ).toBeInTheDocument();
  });

  it('keeps it while it looks for why there is nothing', async () => {
    server.use(
      http.get(
        `${TEST_API_URL}${operations.searchInferences.path}`,
        ({ request }) =>
          new URL(request.url).searchParams.get('limit') === '1'
            ? new Promise<never>(() => {})
            : HttpResponse.json({ items: [] }),
      ),
    );
    show();
    expect(
      await screen.findByRole('status', {
        name: 'Looking for the newest record',
      }),
    ).toBeInTheDocument();
  });

  it('shows the list once it is known which columns it has', async () => {
    server.use(answerNever(operations.getVersion));
    const queries = recordSearches(() => ({ items: [ok] }));
    show();
    await waitFor(() => expect(queries).toHaveLength(1));
    await screen.findByText('2 records, 1 error (50 %)');
    expect(
      screen.getByRole('status', { name: 'Loading the records' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('shows the list without what cannot be known of the model', async () => {
    server.use(answerError(operations.getVersion, 503, 'Out of order'));
    show();
    expect(await bodyRows()).toHaveLength(2);
  });

  it('waits for nothing where the columns are chosen', async () => {
    server.use(answerNever(operations.getVersion));
    show('?columns=time,inputs.distance');
    expect(await bodyRows()).toHaveLength(2);
  });

  it('says what went wrong, and tries again when asked to', async () => {
    server.use(
      answerError(operations.searchInferences, 503, 'The log cannot be read'),
    );
    show();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not load the records');
    expect(alert).toHaveTextContent('The log cannot be read');
    server.use(answer(operations.searchInferences, { items: [ok] }));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await bodyRows()).toHaveLength(1);
  });

  it('explains how records arrive while there is none at all', async () => {
    server.use(
      answer(operations.searchInferences, { items: [] }),
      answer(
        operations.getModelStatus,
        aModelStatus({ exampleOmits: ['carrier'] }),
      ),
    );
    show();
    expect(await screen.findByText('No records yet')).toBeInTheDocument();
    expect(await screen.findByText(/^Leaves out carrier: /)).toHaveTextContent(
      'no value for it.',
    );
    expect(
      await screen.findByText('curl http://127.0.0.1:7070/production'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'token that may send records' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/mlmodel/flight-delay/versions?newToken=ingest',
    );
  });

  it('asks for nothing that would not be answered', async () => {
    server.use(
      answer(operations.searchInferences, { items: [] }),
      answer(
        operations.getModelStatus,
        aModelStatus({
          environments: [anIdleEnvironment('production')],
          exampleRequest: undefined,
        }),
      ),
    );
    show();
    expect(
      await screen.findByText(/No version serves yet: deploy one/),
    ).toBeInTheDocument();
  });

  it('tells of the newest record when the range holds none, and leads there', async () => {
    recordSearches(query => ({ items: query.get('from') ? [] : [ok] }));
    show();
    expect(
      await screen.findByText('No records in this range'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('link', { name: 'Search all time' }),
    );
    expect(await bodyRows()).toHaveLength(1);
    expect(address().get('range')).toBe('all');
  });

  it('puts the cursor into the search by a slash', async () => {
    recordSearches(() => ({ items: [ok] }));
    show();
    await bodyRows();
    await userEvent.keyboard('/');
    const line = screen.getByRole('textbox', { name: 'Search records' });
    expect(line).toHaveFocus();
    await userEvent.keyboard('a/b');
    expect(line).toHaveValue('a/b');
  });

  it('asks for what the link says', async () => {
    const queries = recordSearches(() => ({ items: [ok] }));
    const q = encodeURIComponent('status:error version:4 distance>2000 "late"');
    show(
      `?q=${q}&range=2026-03-01T00:00:00.000Z..2026-03-02T00:00:00.000Z&columns=time,inputs.distance`,
    );
    await bodyRows();
    expect(Object.fromEntries(queries[0])).toEqual({
      from: '2026-03-01T00:00:00.000Z',
      until: '2026-03-02T00:00:00.000Z',
      status: 'error',
      traffic: 'callers',
      version: '4',
      features: '[{"feature":"distance","operator":">","value":"2000"}]',
      text: 'late',
      limit: '100',
    });
    expect(
      screen.getAllByRole('columnheader').map(header => header.textContent),
    ).toEqual(['Time', 'distance']);
  });

  it('searches on Enter, and puts the search in the URL', async () => {
    const queries = recordSearches(() => ({ items: [ok] }));
    show();
    await bodyRows();
    await search('status:error');
    await waitFor(() => expect(queries.at(-1)?.get('status')).toBe('error'));
    expect(address().get('q')).toBe('status:error');
  });

  it.each([
    ['the same search is entered again', () => search('status:error')],
    [
      'one comes back from the exceptions',
      async () => {
        await userEvent.click(
          screen.getByRole('button', { name: 'Exceptions' }),
        );
        await screen.findByText('No exceptions');
        await userEvent.click(screen.getByRole('button', { name: 'Records' }));
      },
    ],
  ])('reads records and counts anew when %s', async (_, again) => {
    const late = aFailedRecord({
      id: 'late',
      time: '2026-03-01T12:00:00.000Z',
    });
    let errors = 1;
    server.use(
      http.get(`${TEST_API_URL}${operations.getInferenceHistogram.path}`, () =>
        HttpResponse.json({
          from: '2026-03-01T00:00:00.000Z',
          until: '2026-03-01T12:00:00.000Z',
          bucketSeconds: 3600,
          buckets: [{ start: '2026-03-01T11:00:00.000Z', ok: 0, errors }],
          total: errors,
          errors,
        }),
      ),
    );
    recordSearches(() => ({ items: errors > 1 ? [late, failed] : [failed] }));
    show('?q=status%3Aerror&range=all');
    expect(await bodyRows()).toHaveLength(1);
    expect(await screen.findByText('1 error')).toBeInTheDocument();
    errors = 2;
    await again();
    await waitFor(async () => expect(await bodyRows()).toHaveLength(2));
    expect(await screen.findByText('2 errors')).toBeInTheDocument();
  });

  it('says what is wrong with a search, where, and asks nothing', async () => {
    const queries = recordSearches(() => ({ items: [ok] }));
    show();
    await bodyRows();
    await search('status:bad');
    expect(screen.getByText(/At/)).toHaveTextContent(
      'At status:bad: “status” is ok, error, invalid or failed, not “bad”.',
    );
    expect(queries).toHaveLength(1);
    expect(address().get('q')).toBeNull();
  });

  it('compares a number with numbers alone, once it is known to be one', async () => {
    show('?q=distance%3Eabc');
    expect(
      await screen.findByText(/“distance” is a number; “abc” is none/),
    ).toBeInTheDocument();
    expect(await screen.findByText('Nothing was searched')).toBeInTheDocument();
  });

  it('searches by the label of a version, from the line and from a link', async () => {
    server.use(
      answer(operations.listVersions, {
        items: [{ ...aVersion(3), label: 'walk-1' }, aVersion(2)],
      }),
    );
    const queries = recordSearches(() => ({ items: [ok] }));
    show('?q=version:walk-1');
    await bodyRows();
    expect(queries[0].get('version')).toBe('3');
    await search('version:walk-2');
    expect(screen.getByText(/At/)).toHaveTextContent(
      'Versions, newest first: 3 (walk-1), 2.',
    );
    expect(queries).toHaveLength(1);
  });

  it('waits for the versions before it refuses what may be a label', async () => {
    const asked = jest.fn();
    server.use(
      http.get(`${TEST_API_URL}${operations.listVersions.path}`, () => {
        asked();
        return new Promise<Response>(() => {});
      }),
    );
    show('?q=version:walk-1');
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(
      screen.getByRole('status', { name: 'Loading the records' }),
    ).toBeInTheDocument();
  });

  it('offers versions with their labels', async () => {
    server.use(
      answer(operations.listVersions, {
        items: [{ ...aVersion(3), label: 'walk-1' }, aVersion(2)],
      }),
    );
    show();
    await bodyRows();
    await userEvent.click(
      screen.getByRole('button', { name: 'Build a search' }),
    );
    const builder = screen.getByRole('dialog', { name: 'Build a search' });
    fireEvent.mouseDown(
      within(builder).getByRole('button', { name: /^Version/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: '3 (walk-1)' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Search' }));
    await waitFor(() => expect(address().get('q')).toBe('version:3'));
  });

  it('does not let the last answer pass for that of a search it refused', async () => {
    show('?q=status:ok');
    const [record] = await bodyRows();
    await search('status:bad');
    expect(
      screen.getByText(/Not searched. What is dimmed below is still/),
    ).toHaveTextContent('the answer to status:ok: mend the line above');
    expect(record.closest('[class*="refused"]')).toHaveStyle({ opacity: 0.4 });
    await search('status:error');
    await waitFor(() => expect(screen.queryByText(/Not searched/)).toBeNull());
    expect(document.querySelector('[class*="refused"]')).toBeNull();
  });

  it('says so when a link holds a range that makes no sense', async () => {
    show('?range=banana');
    await bodyRows();
    expect(screen.getByText(/is not a range/)).toHaveTextContent(
      'range=banana in the address is not a range: showing the last 24 hours.',
    );
  });

  it('says so when a link holds a search that makes no sense', async () => {
    show('?q=status:bad');
    expect(await screen.findByText('Nothing was searched')).toBeInTheDocument();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('builds a search from fields', async () => {
    show();
    await bodyRows();
    await userEvent.click(
      screen.getByRole('button', { name: 'Build a search' }),
    );
    fill('Exception type', 'ValueError');
    fill('Text in the message', 'far');
    fill('Text in the message', '');
    await userEvent.click(
      screen.getByRole('button', { name: 'Compare a feature' }),
    );
    fill('Feature', 'distance');
    fill('Value', '2000');
    await userEvent.click(screen.getByRole('button', { name: 'Search' }));
    await waitFor(() =>
      expect(address().get('q')).toBe('type:ValueError distance>2000'),
    );
  });

  it('offers to search in environments that only report', async () => {
    server.use(
      answer(
        operations.getModelStatus,
        aModelStatus({ otherEnvironments: ['batch'] }),
      ),
    );
    show();
    await bodyRows();
    await userEvent.click(
      screen.getByRole('button', { name: 'Build a search' }),
    );
    fireEvent.mouseDown(screen.getByRole('button', { name: /^Environment/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'batch' }));
    await userEvent.click(screen.getByRole('button', { name: 'Search' }));
    await waitFor(() => expect(address().get('q')).toBe('environment:batch'));
  });

  it('loads older records page by page', async () => {
    recordSearches(query =>
      query.get('cursor') === 'page-2'
        ? { items: [failed] }
        : { items: [ok], nextCursor: 'page-2' },
    );
    show();
    expect(await bodyRows()).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Load older' }));
    await waitFor(async () => expect(await bodyRows()).toHaveLength(2));
    expect(screen.getByText(/there is no older one/)).toBeInTheDocument();
  });

  it('loads older records before one has scrolled to the end', async () => {
    recordSearches(query =>
      query.get('cursor')
        ? { items: [failed] }
        : { items: [ok], nextCursor: 'page-2' },
    );
    show();
    expect(await bodyRows()).toHaveLength(1);
    // jsdom does not lay out: the end is always near.
    fireEvent.scroll(screen.getByRole('region', { name: 'Inference records' }));
    await waitFor(async () => expect(await bodyRows()).toHaveLength(2));
  });

  it('says how far back a bounded search has looked, and goes on when asked', async () => {
    const searches = recordSearches(query =>
      query.get('cursor')
        ? { items: [failed] }
        : {
            items: [],
            nextCursor: 'on',
            searchedUntil: '2026-02-20T00:00:00.000Z',
          },
    );
    show('?q=distance%3E2000');
    expect(
      await screen.findByText(/0 records found; searched back until 20 Feb/),
    ).toBeInTheDocument();
    fireEvent.scroll(screen.getByRole('region', { name: 'Inference records' }));
    // Time enough to be asked for, were it asked for by that.
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.type(screen.getByLabelText('Find a column'), 'a{Escape}');
    expect(searches).toHaveLength(1);
    await userEvent.click(
      screen.getByRole('button', { name: 'Search further back' }),
    );
    await waitFor(async () => expect(await bodyRows()).toHaveLength(1));
  });

  describe('of which some are not kept any more', () => {
    const range = 'range=2026-03-01T10:00:00.000Z..2026-03-01T14:00:00.000Z';
    const gone = /not kept any more/;

    beforeEach(() => {
      server.use(
        answer(operations.getInferenceHistogram, {
          from: '2026-03-01T00:00:00.000Z',
          until: '2026-03-01T12:00:00.000Z',
          bucketSeconds: 3600,
          buckets: [{ start: '2026-03-01T11:00:00.000Z', ok: 3, errors: 8 }],
          total: 11,
          errors: 8,
        }),
      );
    });

    it('says at its end how many of those that were counted', async () => {
      recordSearches(() => ({ items: [failed] }));
      show(`?${range}`);
      expect(
        await screen.findByText(
          '1 record; there is no older one in this range. 10 others were counted and are not kept any more: deleted, or past their retention.',
        ),
      ).toBeInTheDocument();
    });

    it('says so where none is left that matches', async () => {
      recordSearches(query => ({ items: query.get('status') ? [] : [ok] }));
      show(`?${range}&q=status%3Aerror`);
      expect(
        await screen.findByText(/^11 records were counted and are not kept/),
      ).toBeInTheDocument();
      expect(screen.queryByText('Nothing matches')).toBeNull();
    });

    it('says so where none is left at all', async () => {
      recordSearches(() => ({ items: [] }));
      show(`?${range}`);
      expect(
        await screen.findByText('No record is kept any more'),
      ).toBeInTheDocument();
    });

    it('does not say so while tailing', async () => {
      recordSearches(() => ({ items: [failed] }));
      show('?tail=true&range=all');
      await screen.findByText(/^11 records, 8 errors/);
      expect(await screen.findByText(/no older one/)).toBeInTheDocument();
      expect(screen.queryByText(gone)).toBeNull();
    });
  });

  it('keeps chosen columns in the URL', async () => {
    show();
    await bodyRows();
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Latency' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Traffic' }));
    expect(address().get('columns')).toBe(
      'time,version,status,outputs.delayed,outputs.probability,inputs.distance,inputs.carrier,traffic',
    );
  });

  it('says which columns of a link are none, and shows the others', async () => {
    show('?columns=time,distance,Inputs.x,inputs.distance');
    await bodyRows();
    expect(screen.getByText(/are no columns/)).toHaveTextContent(
      'columns=distance,Inputs.x in the address are no columns, such as time or inputs.distance: left out.',
    );
    expect(
      screen.getAllByRole('columnheader').map(head => head.textContent),
    ).toEqual(['Time', 'distance']);
  });

  it('says which column is empty because nothing goes by its name', async () => {
    show('?columns=time,inputs.distanc,inputs.carrier,outputs.delayed');
    await bodyRows();
    expect(
      await screen.findByText(/^No record in this list has/),
    ).toHaveTextContent(
      'No record in this list has a value called inputs.distanc.',
    );
  });

  it('says that a search that finds nothing was of this range alone', async () => {
    recordSearches(query => ({ items: query.get('from') ? [] : [ok] }));
    show('?q=inputs.distance%3E1');
    expect(
      await screen.findByText(/Only this range was searched\./),
    ).toBeInTheDocument();
  });

  it('says which field of a search there is not, and offers no more time than all', async () => {
    recordSearches(query => ({
      items: query.get('features') ? [] : [ok],
    }));
    show('?q=nosuchfield%3D3%20inputs.distance%3E1&range=all');
    expect(
      await screen.findByText(
        /The newest version has no input, output or outcome called nosuchfield\. /,
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Search all time' })).toBeNull();
    expect(
      screen.getByRole('link', { name: 'Clear the search' }),
    ).toBeInTheDocument();
  });

  it('says how a filter is written that was taken for a field', async () => {
    recordSearches(query => ({
      items: query.get('features') ? [] : [ok],
    }));
    show('?q=version%3D2&range=all');
    expect(
      await screen.findByText(
        /no input, output or outcome called version\. Write version:2 to search by version\. /,
      ),
    ).toBeInTheDocument();
  });

  it('says how a value is written that no record can have', async () => {
    server.use(
      answer(operations.getVersion, {
        ...aVersion(3),
        signature: {
          inputs: [
            {
              name: 'carrier',
              type: 'string',
              required: true,
              categories: ['AA', 'UA'],
            },
          ],
          outputs: [],
        },
      }),
    );
    recordSearches(query => ({ items: query.get('features') ? [] : [ok] }));
    show('?q=carrier%3Dua&range=all');
    expect(
      await screen.findByText(/carrier is written as it was sent: UA, AA\. /),
    ).toBeInTheDocument();
  });

  it('puts newer records on top while tailing', async () => {
    const newer = anInferenceRecord({
      id: '0198f3a2-0000-7000-8000-000000000009',
      time: '2026-03-01T12:00:30.000Z',
    });
    let polls = 0;
    recordSearches(query => {
      if (query.get('limit') !== '500') return { items: [ok, failed] };
      polls += 1;
      return { items: polls > 1 ? [newer, ok] : [ok] };
    });
    show();
    expect(await bodyRows()).toHaveLength(2);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Tail' }));
    await waitFor(async () => expect(await bodyRows()).toHaveLength(3));
    expect((await bodyRows())[0]).toHaveTextContent('12:00:30.000');
    expect(screen.getByLabelText('address')).toHaveTextContent('tail=true');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Tail' }));
    expect(screen.getByLabelText('address')).not.toHaveTextContent('tail');
  });

  describe('while it lists nothing', () => {
    it('shows the first record by itself, and goes on until told to stop', async () => {
      recordSearches(query => ({
        items: query.get('limit') === '500' ? [ok] : [],
      }));
      show();
      expect(await bodyRows()).toHaveLength(1);
      const tail = screen.getByRole('checkbox', { name: 'Tail' });
      await waitFor(() => expect(tail).toBeChecked());
      await userEvent.click(tail);
      expect(screen.getByLabelText('address')).not.toHaveTextContent('tail');
      expect(await bodyRows()).toHaveLength(1);
      expect(tail).not.toBeChecked();
    });

    it('says that the first record appears by itself', async () => {
      recordSearches(() => ({ items: [] }));
      show();
      expect(
        await screen.findByText(/The first one appears by itself\./),
      ).toBeInTheDocument();
      expect(screen.getByRole('checkbox', { name: 'Tail' })).not.toBeChecked();
    });

    it('awaits none in a range that has ended', async () => {
      const searches = recordSearches(() => ({ items: [] }));
      show('?range=2026-03-01T00:00:00.000Z..2026-03-02T00:00:00.000Z');
      expect(await screen.findByText('No records yet')).toBeInTheDocument();
      expect(screen.queryByText(/by itself/)).toBeNull();
      expect(searches.some(query => query.get('limit') === '500')).toBe(false);
    });
  });

  it('tails when the link says so', async () => {
    recordSearches(query =>
      query.get('limit') === '500'
        ? {
            items: [
              anInferenceRecord({ id: '0198f3a2-0000-7000-8000-000000000009' }),
              ok,
            ],
          }
        : { items: [ok, failed] },
    );
    show('?tail=true');
    await waitFor(async () => expect(await bodyRows()).toHaveLength(3));
    expect(screen.getByRole('checkbox', { name: 'Tail' })).toBeChecked();
  });

  it('says so when more comes in than can be followed, and leaves nothing out', async () => {
    const old = anInferenceRecord({ time: '2026-03-01T11:00:00.000Z' });
    let burst = false;
    recordSearches(query => {
      if (query.get('limit') === '500') {
        burst = true;
        return { items: [ok], nextCursor: 'more' };
      }
      return burst
        ? { items: [ok, failed], nextCursor: 'x' }
        : { items: [old] };
    });
    show();
    expect(await bodyRows()).toHaveLength(1);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Tail' }));
    expect(
      await screen.findByText(/the list began anew with the newest/),
    ).toBeInTheDocument();
    expect(await bodyRows()).toHaveLength(2);
    expect(
      screen.getByRole('button', { name: 'Load older' }),
    ).toBeInTheDocument();
  });

  it('has no tail for a range that has ended', async () => {
    show('?range=2026-03-01T00:00:00.000Z..2026-03-02T00:00:00.000Z&tail=true');
    await bodyRows();
    expect(screen.getByRole('checkbox', { name: 'Tail' })).toBeDisabled();
    expect(screen.getByRole('checkbox', { name: 'Tail' })).not.toBeChecked();
  });

  it('badges records of replayed events', async () => {
    server.use(
      answer(operations.searchInferences, {
        items: [anInferenceRecord({ replay: true })],
      }),
    );
    show();
    expect((await bodyRows())[0]).toHaveTextContent('replay');
  });
});

it('says of a request of the wrong shape that it was refused', async () => {
  server.use(
    answer(
      operations.getInference,
      anInferenceDetail({ status: 'invalid', statusCode: 422 }),
    ),
  );
  show(`?record=${ok.id}/0`);
  expect(
    await screen.findByRole('region', { name: 'Refused by' }),
  ).toHaveTextContent('Version 3');
});

it('claims no success of a record whose log has no failures in it', async () => {
  const missing = ['statusCode', 'durationMs', 'exception'];
  const changes = { imported: { format: 'sagemaker' as const, missing } };
  server.use(
    answer(operations.searchInferences, {
      items: [anInferenceRecord(changes)],
    }),
    answer(operations.getInference, anInferenceDetail(changes)),
  );
  show(`?record=${ok.id}/0`);
  expect(
    await screen.findByText(/^from SageMaker data capture/),
  ).toBeInTheDocument();
  expect(screen.getAllByText('Answered')).not.toHaveLength(0);
  expect(screen.queryByText('OK')).not.toBeInTheDocument();
});

describe('the export of the Logs tab', () => {
  const saved = jest.fn();
  beforeEach(() => {
    saved.mockReset();
    // jsdom has no downloads: what a browser would save is kept here.
    URL.createObjectURL = jest.fn((blob: Blob) => {
      saved(blob);
      return 'blob:saved';
    });
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved(this.download);
      });
  });
  afterEach(() => jest.restoreAllMocks());

  async function save(format: string) {
    await bodyRows();
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: new RegExp(`^${format}`) }),
    );
  }

  it('saves all that the search finds, in the format chosen', async () => {
    const queries: URLSearchParams[] = [];
    server.use(
      http.get(
        `${TEST_API_URL}${operations.exportInferences.path}`,
        ({ request }) => {
          queries.push(new URL(request.url).searchParams);
          return HttpResponse.text('time,id\r\n');
        },
      ),
    );
    show('?q=status%3Aerror%20distance%3E2000&range=all');
    await save('CSV');
    await waitFor(() =>
      expect(saved).toHaveBeenLastCalledWith('flight-delay-inferences.csv'),
    );
    expect(Object.fromEntries(queries[0])).toEqual({
      status: 'error',
      traffic: 'callers',
      features: '[{"feature":"distance","operator":">","value":"2000"}]',
      format: 'csv',
    });
    expect(saved.mock.calls[0][0]).toHaveProperty('size', 9);
  });

  it('can be given up while it runs', async () => {
    server.use(answerNever(operations.exportInferences));
    show();
    await save('NDJSON');
    expect(
      await screen.findByText('Saving all records of this search…'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(
      await screen.findByRole('button', { name: 'Export' }),
    ).toBeInTheDocument();
    expect(saved).not.toHaveBeenCalled();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says why nothing was saved', async () => {
    server.use(
      answerError(operations.exportInferences, 503, 'The log is busy'),
    );
    show();
    await save('CSV');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not be saved: The log is busy',
    );
    expect(saved).not.toHaveBeenCalled();
  });
});

describe('the records over time', () => {
  const histogram = () =>
    screen.findByRole('slider', { name: 'Records over time' });

  it.each([
    ['', null, '. production: Version 3 went live'],
    ['&q=environment%3Aproduction', 'production', '. Version 3 went live'],
  ])(
    'are marked with what happened meanwhile (%s)',
    async (more, environment, text) => {
      const asked: URLSearchParams[] = [];
      server.use(
        http.get(
          `${TEST_API_URL}${operations.listMarkers.path}`,
          ({ request }) => {
            asked.push(new URL(request.url).searchParams);
            return HttpResponse.json({
              items: [
                {
                  time: '2026-03-01T10:30:00.000Z',
                  kind: 'deployment',
                  version: 3,
                  environment: 'production',
                  text: 'Version 3 went live',
                },
              ],
            });
          },
        ),
      );
      show(`?range=2026-03-01T10:00:00.000Z..2026-03-01T14:00:00.000Z${more}`);
      const cursor = await histogram();
      act(() => cursor.focus());
      await userEvent.keyboard('{Home}');
      await waitFor(() =>
        expect(cursor).toHaveAttribute(
          'aria-valuetext',
          expect.stringContaining(text),
        ),
      );
      expect(asked.map(it => it.get('environment'))).toEqual([environment]);
    },
  );

  it('wait for no marker', async () => {
    server.use(answerNever(operations.listMarkers));
    show();
    expect(await histogram()).toBeInTheDocument();
  });

  it('say how far back a bounded search has counted', async () => {
    server.use(
      answer(operations.getInferenceHistogram, {
        from: '2026-03-01T00:00:00.000Z',
        until: '2026-03-01T12:00:00.000Z',
        bucketSeconds: 3600,
        buckets: [],
        total: 0,
        errors: 0,
        searchedUntil: '2026-02-20T00:00:00.000Z',
      }),
    );
    show('?q=distance%3E2000');
    expect(
      await screen.findByText(/Counted back until 20 Feb 2026/),
    ).toBeInTheDocument();
  });

  it("tell callers' mistakes from errors, in words and stripes", async () => {
    const counts = { ok: 90, invalidRequests: 6, errors: 4 };
    server.use(
      answer(operations.getInferenceHistogram, {
        from: '2026-03-01T00:00:00.000Z',
        until: '2026-03-01T12:00:00.000Z',
        bucketSeconds: 3600,
        buckets: [{ start: '2026-03-01T11:00:00.000Z', ...counts }],
        total: 100,
        ...counts,
      }),
    );
    show('?range=2026-03-01T10:00:00.000Z..2026-03-01T14:00:00.000Z');
    expect(
      await screen.findByText(
        '100 records, 4 errors (4 %), 6 invalid requests',
      ),
    ).toBeInTheDocument();
    const striped = ['ok', 'invalid requests', 'errors'].filter(name =>
      screen.getByRole('button', { name }).querySelector('[data-hatch]'),
    );
    expect(striped).toEqual(['invalid requests']);
  });

  it.each([
    ['status:failed', 6, '0 errors, 6 invalid requests'],
    ['status:error', 0, '0 errors'],
    ['status:invalid', 6, '6 invalid requests'],
    ['status:ok', 6, '6 records'],
    ['type:ValueError', 6, '0 errors, 6 invalid requests'],
    ['place:predict', 6, '0 errors, 6 invalid requests'],
    ['"timed out"', 6, '0 errors, 6 invalid requests'],
    ['', 6, '6 records, 0 errors (0 %), 6 invalid requests'],
  ])(
    'say of what was asked for what it is (%s, %s invalid): %s',
    async (q, invalidRequests, counted) => {
      server.use(
        answer(operations.getInferenceHistogram, {
          from: '2026-03-01T00:00:00.000Z',
          until: '2026-03-01T12:00:00.000Z',
          bucketSeconds: 3600,
          buckets: [],
          total: invalidRequests,
          invalidRequests,
          errors: 0,
        }),
      );
      show(`?q=${encodeURIComponent(q)}`);
      expect(await screen.findByText(counted)).toBeInTheDocument();
    },
  );

  it('claim no error rate of records whose log has no failures in it', async () => {
    const counts = { ok: 9, failuresUntold: 9, errors: 0 };
    server.use(
      answer(operations.getInferenceHistogram, {
        from: '2026-03-01T00:00:00.000Z',
        until: '2026-03-01T12:00:00.000Z',
        bucketSeconds: 3600,
        buckets: [{ start: '2026-03-01T11:00:00.000Z', ...counts }],
        total: 9,
        ...counts,
      }),
    );
    show('?range=2026-03-01T10:00:00.000Z..2026-03-01T14:00:00.000Z');
    expect(
      await screen.findByText(
        '9 records (imported from a log that has no failures in it)',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'answered' }),
    ).toBeInTheDocument();
  });

  it('begin with the first record when the range is all time', async () => {
    const queries: URLSearchParams[] = [];
    server.use(
      http.get(
        `${TEST_API_URL}${operations.getInferenceHistogram.path}`,
        ({ request }) => {
          queries.push(new URL(request.url).searchParams);
          return HttpResponse.json({
            from: '2026-03-01T00:00:00.000Z',
            until: '2026-03-01T12:00:00.000Z',
            bucketSeconds: 86_400,
            buckets: [
              { start: '2026-02-01T00:00:00.000Z', ok: 0, errors: 0 },
              {
                start: '2026-02-02T00:00:00.000Z',
                ok: 0,
                invalidRequests: 7,
                errors: 0,
              },
            ],
            total: 7,
            invalidRequests: 7,
            errors: 0,
          });
        },
      ),
    );
    show('?range=all');
    await histogram();
    expect(queries.at(-1)?.get('from')).toBe('2026-02-02T00:00:00.000Z');
  });

  it('looks closer at when the first record is, so that no weeks of none come before', async () => {
    const WEEKS = 28 * 24 * 3_600;
    const queries: URLSearchParams[] = [];
    server.use(
      http.get(
        `${TEST_API_URL}${operations.getInferenceHistogram.path}`,
        ({ request }) => {
          const { searchParams } = new URL(request.url);
          queries.push(searchParams);
          const isCloser = searchParams.has('until');
          return HttpResponse.json({
            from: '2026-03-01T00:00:00.000Z',
            until: '2026-03-01T12:00:00.000Z',
            bucketSeconds: isCloser ? 43_200 : WEEKS,
            buckets: [
              {
                start: isCloser
                  ? '2026-02-20T12:00:00.000Z'
                  : '2026-02-02T00:00:00.000Z',
                ok: 5,
                errors: 0,
              },
            ],
            total: 5,
            errors: 0,
          });
        },
      ),
    );
    show('?range=all');
    await histogram();
    const asked = queries.map(query => [query.get('from'), query.get('until')]);
    expect(asked).toContainEqual([
      '2026-02-02T00:00:00.000Z',
      '2026-03-02T00:00:00.000Z',
    ]);
    expect(asked.at(-1)).toEqual(['2026-02-20T12:00:00.000Z', null]);
  });

  it('become the range where they are selected', async () => {
    server.use(
      answer(operations.getInferenceHistogram, {
        from: '2026-03-01T00:00:00.000Z',
        until: '2026-03-01T12:00:00.000Z',
        bucketSeconds: 3600,
        buckets: [{ start: '2026-03-01T11:00:00.000Z', ok: 1, errors: 0 }],
        total: 1,
        errors: 0,
      }),
    );
    show('?range=2026-03-01T10:00:00.000Z..2026-03-01T14:00:00.000Z');
    const cursor = await histogram();
    act(() => cursor.focus());
    await userEvent.keyboard('{Home}{Shift>}{ArrowRight}{/Shift}{Enter}');
    expect(address().get('range')).toBe(
      '2026-03-01T10:00:00.000Z..2026-03-01T12:00:00.000Z',
    );
  });
});

describe('the panel of a record', () => {
  it('opens from its row, and keeps the record in the URL', async () => {
    show();
    const [first] = await bodyRows();
    await userEvent.click(within(first).getByRole('link'));
    const panel = await screen.findByRole('dialog', {
      name: 'Inference record',
    });
    expect(address().get('record')).toBe(`${ok.id}/0`);
    await userEvent.click(within(panel).getByRole('button', { name: 'Close' }));
    expect(address().get('record')).toBeNull();
  });

  it('opens from anywhere in its row, and shows the record as it is stored', async () => {
    show();
    const [first] = await bodyRows();
    await userEvent.click(within(first).getByText('OK'));
    expect(address().get('record')).toBe(`${ok.id}/0`);
    expect(
      await screen.findByRole('region', { name: 'Record as stored' }),
    ).toHaveTextContent(`"id": "${ok.id}"`);
  });

  it('goes to the older record by j, and to the newer one by k', async () => {
    show(`?record=${ok.id}/0`);
    const older = await screen.findByRole('button', {
      name: 'Older record (j)',
    });
    await waitFor(() => expect(older).toBeEnabled());
    await userEvent.keyboard('j');
    expect(address().get('record')).toBe(`${failed.id}/0`);
    await userEvent.keyboard('k');
    expect(address().get('record')).toBe(`${ok.id}/0`);
  });

  it('holds the tail while it is open', async () => {
    const searches = recordSearches(() => ({ items: [ok, failed] }));
    show(`?tail=true&record=${ok.id}/0`);
    const older = await screen.findByRole('button', {
      name: 'Older record (j)',
    });
    await waitFor(() => expect(older).toBeEnabled());
    await screen.findByRole('region', { name: 'Answered by' });
    const limits = () => searches.map(query => query.get('limit'));
    expect(limits()).toEqual(['100']);
    expect(
      screen.getByText(/^Paused while a record is open\./),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(limits()).toEqual(['100', '500']));
    expect(
      screen.getByText(/^New records appear as they come in\./),
    ).toBeInTheDocument();
  });

  it('closes on Escape', async () => {
    show(`?record=${ok.id}/0`);
    await screen.findByRole('dialog', { name: 'Inference record' });
    await userEvent.keyboard('{Escape}');
    expect(address().get('record')).toBeNull();
  });

  it('shows where an input lies in the baseline, the outcome, and who deployed it', async () => {
    server.use(
      answer(
        operations.getInference,
        anInferenceDetail({
          feedback: {
            target: { delayed: false },
            observedAt: '2026-03-01T14:59:00.000Z',
          },
        }),
      ),
    );
    show(`?record=${ok.id}/0`);
    const inputs = await screen.findByRole('table', { name: 'Inputs' });
    expect(
      await within(inputs).findByText(
        'among the highest 10 % of the baseline’s values',
      ),
    ).toBeInTheDocument();
    expect(inputs.querySelector('svg')?.children).toHaveLength(
      aFeatureDistribution().bins.length,
    );
    expect(
      screen.getByRole('table', { name: 'True outcome' }),
    ).toHaveTextContent('delayedfalse');
    expect(
      screen.getByText('Observed 3 h after the prediction'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Answered by' }),
    ).toHaveTextContent(/Version 3 of commit aaaaaaa, put into production by/);
    expect(screen.getByRole('link', { name: 'deployment' })).toHaveAttribute(
      'href',
      '/catalog/default/mlmodel/flight-delay/versions?deployment=deployment-3',
    );
  });

  it('says of a replayed record that it is one', async () => {
    server.use(
      answer(operations.getInference, anInferenceDetail({ replay: true })),
    );
    show(`?record=${ok.id}/0`);
    expect(await screen.findByText('replayed')).toBeInTheDocument();
    expect(
      screen.getByText('primary, replayed: an event of the past, sent again'),
    ).toBeInTheDocument();
  });

  it('shows what the request lacked of the inputs, and how usual that is', async () => {
    server.use(
      answer(
        operations.getInference,
        anInferenceDetail({ inputs: {}, missingInputs: ['distance'] }),
      ),
    );
    show(`?record=${ok.id}/0`);
    const inputs = await screen.findByRole('table', { name: 'Inputs' });
    expect(
      await within(inputs).findByText('never missing in the baseline'),
    ).toBeInTheDocument();
    expect(within(inputs).getByRole('row')).toHaveTextContent(/^distance–/);
  });

  describe('of a model that outcomes are compared with', () => {
    beforeEach(() => {
      const report = aReportWithTarget();
      const { signature } = report;
      server.use(
        answer(operations.getVersion, { ...aVersion(3), report, signature }),
      );
    });

    it('shows outcomes beside what was predicted', async () => {
      server.use(
        answer(operations.searchInferences, {
          items: [{ ...ok, target: { late: false } }, failed],
        }),
      );
      show();
      const [known, unknown] = await bodyRows();
      expect(known).toHaveTextContent('true0.8125false2475AA');
      expect(
        within(unknown).getByTitle('No outcome has arrived yet'),
      ).toHaveTextContent('–');
    });

    it('keeps the place of outcomes before any has arrived', async () => {
      show();
      expect(
        await screen.findByRole('columnheader', { name: '✓ late' }),
      ).toBeInTheDocument();
      await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
      expect(screen.getByRole('checkbox', { name: '✓ late' })).toBeChecked();
    });

    it('says how an outcome is written that was taken for a field', async () => {
      recordSearches(query => ({
        items: query.get('features') ? [] : [ok],
      }));
      show('?q=late%3Dtrue&range=all');
      expect(
        await screen.findByText(
          /no input, output or outcome called late\. Write target\.late=true to search by the outcome\. /,
        ),
      ).toBeInTheDocument();
    });
  });

  it('gives the request as a curl command with the datatypes of the signature', async () => {
    show(`?record=${ok.id}/0`);
    expect(
      await screen.findByText(
        /curl -sS 'http:\/\/127.0.0.1:7070\/production\/default\/flight-delay\/v2\/models\/flight-delay\/infer'/,
      ),
    ).toHaveTextContent('"datatype":"INT64","data":[2475]');
    expect(
      within(screen.getByRole('region', { name: 'Copy as curl' })).getByRole(
        'button',
        { name: 'Copy as curl' },
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/hashed before/)).not.toBeInTheDocument();
  });

  it('gives no curl command where nothing serves', async () => {
    server.use(
      answer(
        operations.getModelStatus,
        aModelStatus({
          environments: [
            {
              ...anIdleEnvironment('production'),
              endpoint: 'http://127.0.0.1:7070/production/default/flight-delay',
            },
          ],
        }),
      ),
    );
    show(`?record=${ok.id}/0`);
    expect(
      await screen.findByText(/has no endpoint known here: nothing serves/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/curl -sS/)).toBeNull();
  });

  it('offers no way to ask again what nobody read', async () => {
    server.use(
      answer(
        operations.getInference,
        anInferenceDetail({
          ...failed,
          status: 'error',
          statusCode: 502,
          errorType: 'ServiceDown',
          inputs: {},
        }),
      ),
    );
    show(`?record=${failed.id}/0`);
    expect(
      await screen.findByRole('region', { name: 'Asked of' }),
    ).toHaveTextContent(/^Asked ofVersion 3/);
    expect(screen.getByText(/or nobody read it/)).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Copy as curl' })).toBeNull();
  });

  it('says beside the curl command that it asks with hashes', async () => {
    server.use(
      answer(
        operations.getInference,
        anInferenceDetail({ inputs: { passenger: `hmac:${'0a'.repeat(16)}` } }),
      ),
    );
    show(`?record=${ok.id}/0`);
    expect(
      await screen.findByText(
        /Some inputs were hashed before they were stored/,
      ),
    ).toBeInTheDocument();
  });

  it('shows the exception with its stack trace', async () => {
    server.use(
      answer(
        operations.getInference,
        anInferenceDetail({
          ...failed,
          exception: {
            type: 'ValueError',
            message: 'distance is not a number',
            stacktrace: 'File "serve.py", line 120, in predict',
          },
        }),
      ),
    );
    show(`?record=${failed.id}/0`);
    const section = await screen.findByRole('region', { name: 'Exception' });
    expect(section).toHaveTextContent('ValueError (HTTP 422)');
    expect(section).toHaveTextContent('File "serve.py", line 120, in predict');
  });

  it('leads to its neighbours in the list, and no further', async () => {
    show(`?record=${ok.id}/0`);
    const older = await screen.findByRole('button', {
      name: 'Older record (j)',
    });
    // The record may be there before the list is.
    await waitFor(() => expect(older).toBeEnabled());
    expect(
      screen.getByRole('button', { name: 'Newer record (k)' }),
    ).toBeDisabled();
    await userEvent.click(older);
    expect(address().get('record')).toBe(`${failed.id}/0`);
    expect(older).toBeDisabled();
  });

  it('shows what was answered around it, and goes there', async () => {
    const before = anInferenceRecord({
      id: '0198f3a2-0000-7000-8000-000000000003',
      time: '2026-03-01T11:50:00.000Z',
      outputs: { delayed: false },
    });
    const row = anInferenceRecord({ row: 4 });
    server.use(
      answer(operations.getInferenceNeighbours, {
        newer: [],
        older: [before],
        sameRequest: [row, { ...row, row: 0 }],
      }),
      // Opened by a link: the list does not hold it.
      answer(operations.searchInferences, { items: [failed] }),
    );
    show(`?record=${ok.id}/0`);
    const around = await screen.findByRole('table', {
      name: 'Just before and after',
    });
    const [itself, older] = within(around).getAllByRole('row');
    expect(itself).toHaveAttribute('aria-current', 'true');
    expect(older).toHaveTextContent(/1 Mar 11:50:00.000OKv35.25 msfalse/);
    expect(
      screen.getByRole('table', { name: 'Other rows of the request' }),
    ).toHaveTextContent(/row 4.*row 0/);
    expect(
      screen.getByRole('button', { name: 'Newer record (k)' }),
    ).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Older record (j)' }),
    );
    expect(address().get('record')).toBe(`${before.id}/0`);
  });

  it('has no heading for outputs that there are none of', async () => {
    server.use(
      answer(operations.getInference, anInferenceDetail({ outputs: {} })),
    );
    show(`?record=${ok.id}/0`);
    await screen.findByRole('region', { name: 'Answered by' });
    expect(screen.queryByRole('region', { name: 'Outputs' })).toBeNull();
  });

  it.each([
    { replay: false, at: '2026-03-01T11:59:00.000Z' },
    { replay: true, at: '2026-03-01T11:59:00.200Z' },
  ])(
    'tells who owned the model when it was answered (replayed: $replay)',
    async ({ replay, at }) => {
      const asked: Array<string | null> = [];
      server.use(
        answer(operations.getInference, anInferenceDetail({ replay })),
        http.get(`${TEST_API_URL}${operations.getModelAt.path}`, call => {
          asked.push(new URL(call.request.url).searchParams.get('time'));
          return HttpResponse.json(aModelAt());
        }),
      );
      show(`?record=${ok.id}/0`);
      const region = await screen.findByRole('region', {
        name: 'Owned then by',
      });
      const link = await within(region).findByRole('link', {
        name: 'what served then',
      });
      expect(region).toHaveTextContent(
        /flight-ops-ds, since at least .* ago \(what served then\)\.$/,
      );
      expect(link).toHaveAttribute(
        'href',
        expect.stringContaining(`/versions?at=${at}`),
      );
      expect(asked).toEqual([at]);
    },
  );

  async function showAnsweredBy(
    deployment: InferenceDetail['deployment'],
  ): Promise<HTMLElement> {
    server.use(
      answer(operations.getInference, anInferenceDetail({ deployment })),
    );
    show(`?record=${ok.id}/0`);
    return screen.findByRole('region', { name: 'Answered by' });
  }

  it('links people, and calls a service of the portal by a word', async () => {
    const region = await showAnsweredBy({
      id: 'deployment-3',
      status: 'live',
      requestedBy: 'plugin:scaffolder',
    });
    expect(region).toHaveTextContent(
      /put into production by the portal, which needed no approval \(deployment\)\.$/,
    );
    expect(
      within(region)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['Version 3', 'deployment']);
  });

  it('says that its own pipeline put a version there', async () => {
    const region = await showAnsweredBy({
      id: 'deployment-3',
      status: 'live',
      observed: true,
    });
    expect(region).toHaveTextContent(
      /put into production, by its own pipeline \(deployment\)\.$/,
    );
  });

  it('says of a replayed record that it was answered later than it is of', async () => {
    server.use(
      answer(
        operations.getInference,
        anInferenceDetail({
          replay: true,
          deployment: {
            id: 'deployment-3',
            status: 'live',
            requestedBy: 'user:default/ada',
          },
        }),
      ),
    );
    show(`?record=${ok.id}/0`);
    expect(
      await screen.findByRole('region', { name: 'Answered by' }),
    ).toHaveTextContent(
      /\(deployment\)\. The request is of an earlier time: it was replayed\.$/,
    );
  });

  it.each([
    [
      'of a request that is older than the deployment',
      '2026-03-01T12:30:00Z',
      true,
    ],
    ['of one that is not', '2026-03-01T11:30:00Z', false],
  ])('says so %s', async (_, endedAt, isEarlier) => {
    const region = await showAnsweredBy({
      id: 'deployment-3',
      status: 'live',
      endedAt,
    });
    expect(
      /\(deployment\)\. The request is of an earlier time than that\.$/.test(
        region.textContent ?? '',
      ),
    ).toBe(isEarlier);
  });

  it('names who approved what answered', async () => {
    const region = await showAnsweredBy({
      id: 'deployment-3',
      status: 'rolled-back',
      requestedBy: 'user:default/ada',
      approval: {
        required: true,
        decision: 'approved',
        decidedBy: 'user:default/grace',
        decidedAt: '2026-03-01T11:00:00.000Z',
      },
    });
    expect(region).toHaveTextContent(
      /put into production by ada, approved by grace .+ ago \(deployment\)/,
    );
  });

  it.each([
    ['failed', /tried in production by ada .+ ago and put back, which/],
    ['canary', /tried in production by ada .+ ago, which/],
  ] as const)(
    'says of a try that is %s that it is one',
    async (status, words) => {
      const region = await showAnsweredBy({
        id: 'deployment-3',
        status,
        requestedBy: 'user:default/ada',
        endedAt: '2026-03-01T11:01:00.000Z',
      });
      expect(region).toHaveTextContent(words);
    },
  );

  it('says so when there is no such record', async () => {
    server.use(
      answerError(operations.getInference, 404, 'No record has this id'),
    );
    show('?record=nothing/0');
    expect(await screen.findByText('No record has this id')).toBeVisible();
  });

  it('says so when the link names none at all', async () => {
    server.use(
      answerError(operations.getInference, 404, 'No record has this id'),
    );
    show('?record=bad');
    expect(await screen.findByText('No record has this id')).toBeVisible();
  });
});

describe('the exceptions of the Logs tab', () => {
  const group = {
    type: 'ValueError',
    message: "could not convert 'far' to float",
    messagePattern: "could not convert '…' to float",
    place: 'serve.py:120 in predict',
    count: 1482,
    firstSeen: '2026-02-20T00:00:00.000Z',
    lastSeen: '2026-03-01T11:58:00.000Z',
    versions: [2, 3],
    example: { id: failed.id, row: 0 },
  };

  it('are grouped, and lead to the records of a group', async () => {
    server.use(
      answer(operations.listExceptions, { items: [group], furtherGroups: 41 }),
    );
    show('?view=exceptions&q=version%3A3');
    const table = await screen.findByRole('table', { name: 'Exceptions' });
    const row = within(table).getAllByRole('row')[1];
    expect(row).toHaveTextContent('ValueErrorserve.py:120 in predict');
    expect(row).toHaveTextContent("could not convert '…' to float");
    expect(row).toHaveTextContent('1,482');
    expect(row).toHaveTextContent('2, 3');
    expect(
      screen.getByText(
        /^41 further groups of less recent failures are not listed/,
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      within(row).getByRole('button', { name: 'ValueError' }),
    );
    await bodyRows();
    expect(address().get('q')).toBe(
      'status:failed version:3 type:ValueError place:"serve.py:120 in predict" "could not convert \'"',
    );
    expect(address().get('view')).toBeNull();
  });

  it('say how far back they were looked for, and go on when asked', async () => {
    const older = {
      ...group,
      count: 18,
      versions: [1],
      firstSeen: '2026-01-02T00:00:00.000Z',
    };
    server.use(
      http.get(
        `${TEST_API_URL}${operations.listExceptions.path}`,
        ({ request }) =>
          HttpResponse.json(
            new URL(request.url).searchParams.get('cursor')
              ? { items: [older], furtherGroups: 0 }
              : {
                  items: [group],
                  furtherGroups: 0,
                  nextCursor: 'on',
                  searchedUntil: '2026-02-20T00:00:00.000Z',
                },
          ),
      ),
    );
    show('?view=exceptions');
    expect(
      await screen.findByText(/Looked back until 20 Feb 2026/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Look further back' }),
    );
    const table = screen.getByRole('table', { name: 'Exceptions' });
    await waitFor(() => expect(table).toHaveTextContent('1,500'));
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    expect(table).toHaveTextContent('1, 2, 3');
    expect(screen.queryByText(/Looked back until/)).not.toBeInTheDocument();
  });

  it('open their newest record', async () => {
    server.use(
      answer(operations.listExceptions, { items: [group], furtherGroups: 0 }),
    );
    show('?view=exceptions');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open newest' }),
    );
    expect(address().get('record')).toBe(`${failed.id}/0`);
  });

  it('say so when there are none', async () => {
    show('?view=exceptions');
    expect(await screen.findByText('No exceptions')).toBeInTheDocument();
  });

  it('say so when they cannot be loaded', async () => {
    server.use(answerError(operations.listExceptions, 500, 'Out of order'));
    show('?view=exceptions');
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
  });
});
