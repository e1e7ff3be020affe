/** What is said of a figure that rests on too little, on every page alike. */
export const TOO_FEW = 'too few to judge';
