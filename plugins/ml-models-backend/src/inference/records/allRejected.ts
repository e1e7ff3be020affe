/** Nothing of the request was taken, and sending it again will not help. */
export const ALL_REJECTED_STATUS = 422;
