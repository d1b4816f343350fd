/** Error numbers of the control plane, negative as the kernel returns them. */

export const EPERM = -1;
export const ESRCH = -3;
export const ENOMEM = -12;
export const EACCES = -13;
export const EFAULT = -14;
export const EBUSY = -16;
export const EEXIST = -17;
export const EINVAL = -22;
export const ENODATA = -61;
