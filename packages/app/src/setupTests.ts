import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are compiled when they are first shown, on machines that may be busy.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);
