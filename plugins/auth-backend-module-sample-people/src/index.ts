/** Sign in as one of the sample people, on loopback only. */
export { authModuleSamplePeople as default } from './module';
