// Coefficients of the inverse trigonometric functions: the rational and polynomial forms of fdlibm
// (e_asin.c, s_atan.c), highest power last.
export const HALF_PI_HI = 1.5707963267948966;
export const HALF_PI_LO = 6.123233995736766e-17;

/** (asin √z)/√z − 1 = z P(z)/Q(z) for z ≤ ¼. */
export const ASIN_P: StaticArray<f64> = [
  1.66666666666666657415e-1, -3.25565818622400915405e-1, 2.01212532134862925881e-1,
  -4.00555345006794114027e-2, 7.91534994289814532176e-4, 3.4793310759602116757e-5
]; // prettier-ignore
export const ASIN_Q: StaticArray<f64> = [
  1, -2.40339491173441421878, 2.02094576023350569471, -6.8828397160545329303e-1,
  7.70381505559019352791e-2
]; // prettier-ignore

/** (t − atan t)/t = z O(z²) + z² E(z²) with z = t². */
export const ATAN_ODD: StaticArray<f64> = [
  3.33333333333329318027e-1, 1.42857142725034663711e-1, 9.09088713343650656196e-2,
  6.66107313738753120669e-2, 4.97687799461593236017e-2, 1.62858201153657823623e-2
]; // prettier-ignore
export const ATAN_EVEN: StaticArray<f64> = [
  -1.99999999998764832476e-1, -1.1111110405462355788e-1, -7.69187620504482999495e-2,
  -5.83357013379057348645e-2, -3.6531572744216915527e-2
]; // prettier-ignore

/** From here on an argument of atan is taken as the angle from atan ½, atan 1, atan 3/2 and atan ∞. */
export const ATAN_CUTS: StaticArray<f64> = [0.4375, 0.6875, 1.1875, 2.4375];
/** Those angles, as head and tail. */
export const ATAN_HEADS: StaticArray<f64> = [
  4.63647609000806093515e-1, 0.7853981633974483, 9.82793723247329054082e-1, 1.5707963267948966
]; // prettier-ignore
export const ATAN_TAILS: StaticArray<f64> = [
  2.26987774561716870924e-17, 3.061616997868383e-17, 1.39033110312309984516e-17,
  6.123233995736766e-17
]; // prettier-ignore
