// Types that refer to themselves, which a comment cannot say.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Obj = { [key: string]: Json };

/** What can stand in an element. */
export type Child = Node | string | null | undefined | false | Child[];
