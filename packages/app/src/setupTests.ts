import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are compiled when they are first shown, on machines that may be busy.
configure({ asyncUtilTimeout: 60_000 });
jest.setTimeout(180_000);
