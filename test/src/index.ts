/** The suite's own entry: tests, benches and the demo are run by file. */
export { createAndObserve } from './journey/createAndObserve';
export { PortalUser } from './portal/PortalUser';
export { withPortal } from './portal/withPortal';
