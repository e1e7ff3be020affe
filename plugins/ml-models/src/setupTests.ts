import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are compiled when they are first shown, on machines that may be busy.
configure({ asyncUtilTimeout: 60_000 });
jest.setTimeout(180_000);

const { error } = console;

/** Material UI 4 finds its nodes in a way that React 18 warns of; nobody here can mend it. */
// eslint-disable-next-line no-console
console.error = (...message: unknown[]) => {
  if (!String(message[0]).includes('findDOMNode is deprecated')) {
    error(...message);
  }
};
