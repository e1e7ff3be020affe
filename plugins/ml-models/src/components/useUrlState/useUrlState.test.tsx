import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation, useNavigate } from 'react-router-dom';
import { z } from 'zod';
import { urlFlag, urlList, urlNumber } from './urlValue';
import { useUrlState } from './useUrlState';

const schema = z.object({
  q: z.string().catch(''),
  sort: z.enum(['attention', 'name']).catch('attention'),
  owner: urlList,
  mine: urlFlag,
  page: urlNumber,
});

function Probe(props: { change?: Partial<z.output<typeof schema>> }) {
  const [state, change] = useUrlState(schema);
  const navigate = useNavigate();
  return (
    <>
      <output>{JSON.stringify(state)}</output>
      <p>{useLocation().search}</p>
      <button onClick={() => change(props.change ?? {})}>change</button>
      <button onClick={() => change({ q: 'typed' }, { replace: true })}>
        type
      </button>
      <button onClick={() => navigate(-1)}>back</button>
    </>
  );
}

function renderProbe(url: string, change?: Partial<z.output<typeof schema>>) {
  render(
    <MemoryRouter
      initialEntries={[url]}
      future={{ v7_relativeSplatPath: false, v7_startTransition: false }}
    >
      <Probe change={change} />
    </MemoryRouter>,
  );
  return () => JSON.parse(screen.getByRole('status').textContent ?? '');
}

it('reads the state out of the URL', () => {
  const state = renderProbe('/?q=delay&sort=name&owner=a%252Cb,c&mine=true');
  expect(state()).toEqual({
    q: 'delay',
    sort: 'name',
    owner: ['a,b', 'c'],
    mine: true,
  });
});

it('takes the default for what is missing or nonsense', () => {
  const state = renderProbe('/?sort=sideways&page=x');
  expect(state()).toEqual({ q: '', sort: 'attention', owner: [], mine: false });
});

it('writes what differs from the default and keeps other parameters', async () => {
  renderProbe('/?other=1&q=old&mine=true', {
    q: 'a b',
    mine: false,
    owner: ['a,b', 'c'],
    page: 2,
  });
  await userEvent.click(screen.getByRole('button', { name: 'change' }));
  expect(screen.getByText(/other=1/)).toHaveTextContent(
    '?other=1&q=a+b&owner=a%252Cb%2Cc&page=2',
  );
});

it('is stepped back through, but not letter by letter', async () => {
  const state = renderProbe('/?q=old', { page: 2 });
  const press = (name: string) =>
    userEvent.click(screen.getByRole('button', { name }));
  await press('change');
  await press('type');
  expect(state()).toMatchObject({ q: 'typed', page: 2 });
  await press('back');
  expect(state()).toMatchObject({ q: 'old' });
  expect(state().page).toBeUndefined();
});
