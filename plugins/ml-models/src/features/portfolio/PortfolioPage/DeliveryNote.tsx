import { Subtle } from '../../../components/Subtle/Subtle';

/** What the measures of delivery count. */
export function DeliveryNote() {
  return (
    <Subtle variant="caption" component="p">
      Counted are deployments that took over the traffic, not canaries that were
      put back before; one that was rolled back has failed. Those that the
      portal makes to set up its sample model are left out, except that one that
      was rolled back counts in the change fail rate, which may then be of more
      deployments than the others; it has no recovery time.
    </Subtle>
  );
}
